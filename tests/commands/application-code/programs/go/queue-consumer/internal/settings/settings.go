// Package settings reads the environment.
package settings

import "os"

type Settings struct {
	Queue, Topic string
	DeadLetters  string
}

func FromEnvironment() Settings {
	return Settings{
		Queue:       get("QUEUE_URL", ""),
		Topic:       os.Getenv("TOPIC_ARN"),
		DeadLetters: get("DEAD_LETTERS_URL", "https://sqs.eu-west-1.amazonaws.com/111122223333/dead"),
	}
}

func get(name, usual string) string {
	if value, ok := os.LookupEnv(name); ok {
		return value
	}
	return usual
}
