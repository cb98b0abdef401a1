module example.com/team/queue-consumer

go 1.22
