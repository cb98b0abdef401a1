//go:build wireinject

package main

import (
	"github.com/google/wire"
	"mailer/internal/conf"
	"mailer/internal/data"
	"mailer/internal/mail"
)

func wireApp() (*App, func(), error) {
	panic(wire.Build(conf.New, data.ProviderSet, mail.NewSender, mail.NewInbox, wire.Struct(new(App), "*")))
}
