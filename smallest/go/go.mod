module bakeoff/smallest-go

go 1.26.0
