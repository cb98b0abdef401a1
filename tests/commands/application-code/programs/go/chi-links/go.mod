module github.com/acme/links

go 1.21
