package main

import (
	"context"

	"mailer/internal/data"
	"mailer/internal/mail"
)

type App struct {
	inbox  *mail.Inbox
	sender *mail.Sender
	repo   data.MailRepo
}

func (a *App) Run() {
	ctx := context.Background()
	for {
		id, ack, err := a.inbox.Next(ctx)
		if err != nil {
			return
		}
		if a.sender.Send(ctx, data.Mail{ID: id}) == nil {
			_ = ack()
			_ = a.repo.Done(ctx, id)
		}
	}
}
