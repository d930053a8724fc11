module bakeoff/proving

go 1.26
