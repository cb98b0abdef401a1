package conf

import "github.com/caarlos0/env/v11"

// ENV: MAIL_TABLE=mails
// ENV: MAIL_BUCKET=bodies
// ENV: MAIL_INBOX=https://sqs.eu-west-1.amazonaws.com/111122223333/inbox
type Data struct {
	Table  string `env:"TABLE,required"`
	Bucket string `env:"BUCKET" envDefault:"bodies-dev"`
}
type Bootstrap struct {
	Data  Data   `envPrefix:"MAIL_"`
	Inbox string `env:"MAIL_INBOX"`
	From  string `env:"MAIL_FROM" envDefault:"no-reply@example.com"`
}

func New() (*Bootstrap, error) {
	b, err := env.ParseAs[Bootstrap]()
	return &b, err
}
