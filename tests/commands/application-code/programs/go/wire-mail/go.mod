module mailer

go 1.22
