package main

import (
	"legacy/aws"
)

func main() {
	users, avatars := aws.NewUsers(), aws.NewAvatars()
	_ = users.Save(map[string]string{"id": "1"})
	_, _ = avatars.Put("1", nil)
	_ = users.Each(nil)
}
