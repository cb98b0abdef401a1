package mail

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sesv2"
	"github.com/aws/aws-sdk-go-v2/service/sesv2/types"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"mailer/internal/conf"
	"mailer/internal/data"
)

//go:generate mockgen -source=sender.go
type SESSender interface {
	SendEmail(ctx context.Context, params *sesv2.SendEmailInput, optFns ...func(*sesv2.Options)) (*sesv2.SendEmailOutput, error)
}

type Sender struct {
	ses  SESSender
	repo data.MailRepo
	from string
}

func NewSender(ses SESSender, repo data.MailRepo, c *conf.Bootstrap) *Sender {
	return &Sender{ses, repo, c.From}
}

func (s *Sender) Send(ctx context.Context, m data.Mail) error {
	body, err := s.repo.Body(ctx, m.ID)
	if err != nil {
		return err
	}
	defer body.Close()
	_, err = s.ses.SendEmail(ctx, &sesv2.SendEmailInput{FromEmailAddress: aws.String(s.from), Destination: &types.Destination{ToAddresses: []string{m.To}}}) // AWS: ses:SendEmail
	return err
}

type Inbox struct {
	client *sqs.Client
	url    string
}

func (i *Inbox) Next(ctx context.Context) (string, func() error, error) {
	out, err := i.client.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{QueueUrl: aws.String(i.url)}) // AWS: sqs:ReceiveMessage inbox
	if err != nil || len(out.Messages) == 0 {
		return "", nil, err
	}
	m := out.Messages[0]
	ack := func() error {
		_, err := i.client.DeleteMessage(ctx, &sqs.DeleteMessageInput{QueueUrl: &i.url, ReceiptHandle: m.ReceiptHandle}) // AWS: sqs:DeleteMessage inbox
		return err
	}
	return aws.ToString(m.Body), ack, nil
}

func NewInbox(cfg aws.Config, c *conf.Bootstrap) *Inbox { return &Inbox{sqs.NewFromConfig(cfg), c.Inbox} }
