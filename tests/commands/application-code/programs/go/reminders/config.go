package main

type Config struct {
	Table  string `env:"TABLE,required"`
	Bucket string `env:"BUCKET" envDefault:"reminders"`
	Sender struct {
		From string `env:"FROM" envDefault:"noreply@example.com"`
	}
	Queue QueueConfig `envPrefix:"QUEUE_"`
}

type QueueConfig struct {
	Address string `env:"URL"`
}
