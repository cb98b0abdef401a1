package data

import (
	"context"
	"io"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/sesv2"
	"github.com/google/wire"
	"mailer/internal/conf"
)

var ProviderSet = wire.NewSet(NewConfig, NewData, NewMailRepo, wire.FieldsOf(new(*conf.Bootstrap), "Data"))

type Data struct {
	db  *dynamodb.Client
	s3  *s3.Client
	ses *sesv2.Client
}

func NewConfig() (aws.Config, error) { return config.LoadDefaultConfig(context.Background()) }

func NewData(cfg aws.Config) (*Data, func(), error) {
	d := &Data{db: dynamodb.NewFromConfig(cfg), s3: s3.NewFromConfig(cfg, func(o *s3.Options) { o.UsePathStyle = true })}
	d.ses = sesv2.NewFromConfig(cfg)
	return d, func() {}, nil
}

type Mail struct{ ID, To string }
type MailRepo interface {
	Pending(ctx context.Context) ([]Mail, error)
	Body(ctx context.Context, id string) (io.ReadCloser, error)
	Done(ctx context.Context, ids ...string) error
}
type mailRepo struct {
	data *Data
	c    conf.Data
}

func NewMailRepo(data *Data, c *conf.Bootstrap) MailRepo { return &mailRepo{data: data, c: c.Data} }

func (r *mailRepo) Pending(ctx context.Context) ([]Mail, error) {
	_, err := r.data.db.ExecuteStatement(ctx, &dynamodb.ExecuteStatementInput{Statement: aws.String(`SELECT * FROM "mails" WHERE state = 'pending'`)}) // AWS: dynamodb:PartiQLSelect table/mails
	return nil, err
}

func (r *mailRepo) Body(ctx context.Context, id string) (io.ReadCloser, error) {
	out, err := r.data.s3.GetObject(ctx, &s3.GetObjectInput{Bucket: aws.String(r.c.Bucket), Key: aws.String(id + ".eml")}) // AWS: s3:GetObject bodies/*.eml
	if err != nil {
		return nil, err
	}
	return out.Body, nil
}

func (r *mailRepo) Done(ctx context.Context, ids ...string) error {
	reqs := make([]types.WriteRequest, len(ids))
	for i, id := range ids {
		reqs[i] = types.WriteRequest{DeleteRequest: &types.DeleteRequest{Key: map[string]types.AttributeValue{"id": &types.AttributeValueMemberS{Value: id}}}}
	}
	pending := map[string][]types.WriteRequest{r.c.Table: reqs}
	for len(pending) > 0 {
		out, err := r.data.db.BatchWriteItem(ctx, &dynamodb.BatchWriteItemInput{RequestItems: pending}) // AWS: dynamodb:BatchWriteItem table/mails
		if err != nil {
			return err
		}
		pending = out.UnprocessedItems
	}
	return nil
}
