module sessions.example.com

go 1.22
