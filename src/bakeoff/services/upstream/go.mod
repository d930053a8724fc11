module bakeoff/upstream

go 1.26
