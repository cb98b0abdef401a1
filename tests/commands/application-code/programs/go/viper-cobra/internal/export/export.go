package export

import (
	"bytes"
	"context"
	"encoding/json"

	"example.com/exporter/internal/config"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue"
	"github.com/aws/aws-sdk-go-v2/feature/s3/manager"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	ddbtypes "github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/kinesis"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"golang.org/x/sync/errgroup"
)

type Exporter struct {
	cfg      *config.Config
	db       *dynamodb.Client
	uploader *manager.Uploader
	queue    *sqs.Client
	stream   *kinesis.Client
}

type Option func(*Exporter)

func WithQueue(q *sqs.Client) Option { return func(e *Exporter) { e.queue = q } }
func WithStream(k *kinesis.Client) Option {
	return func(e *Exporter) { e.stream = k }
}

func New(awsCfg aws.Config, cfg *config.Config, opts ...Option) *Exporter {
	e := &Exporter{
		cfg:      cfg,
		db:       dynamodb.NewFromConfig(awsCfg),
		uploader: manager.NewUploader(s3.NewFromConfig(awsCfg), func(u *manager.Uploader) { u.PartSize = 10 << 20 }),
	}
	for _, opt := range opts {
		opt(e)
	}
	return e
}

type row struct {
	ID string `dynamodbav:"id"`
}

func (e *Exporter) Run(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	p := dynamodb.NewScanPaginator(e.db, &dynamodb.ScanInput{TableName: aws.String(e.cfg.Table)}) // AWS: dynamodb:Scan table/export-state
	for p.HasMorePages() {
		page, err := p.NextPage(ctx)
		if err != nil {
			return err
		}
		var rows []row
		if err := attributevalue.UnmarshalListOfMaps(page.Items, &rows); err != nil {
			return err
		}
		for _, r := range rows {
			r := r
			g.Go(func() error { return e.one(ctx, r) })
		}
	}
	return g.Wait()
}

func (e *Exporter) one(ctx context.Context, r row) error {
	body, _ := json.Marshal(r)
	key := "rows/" + r.ID + ".json"
	if _, err := e.uploader.Upload(ctx, &s3.PutObjectInput{Bucket: &e.cfg.AWS.Bucket, Key: &key, Body: bytes.NewReader(body)}); err != nil { // AWS: s3:PutObject exports/rows/*.json
		return err
	}
	if _, err := e.queue.SendMessage(ctx, &sqs.SendMessageInput{QueueUrl: aws.String(e.cfg.AWS.QueueURL), MessageBody: aws.String(key)}); err != nil { // AWS: sqs:SendMessage export-jobs
		return err
	}
	av, _ := attributevalue.MarshalMap(r)
	in := &dynamodb.TransactWriteItemsInput{}
	in.TransactItems = append(in.TransactItems, ddbtypes.TransactWriteItem{Put: &ddbtypes.Put{TableName: &e.cfg.Table, Item: av}})
	in.TransactItems = append(in.TransactItems, ddbtypes.TransactWriteItem{Delete: &ddbtypes.Delete{TableName: aws.String("export-locks"), Key: av}})
	if _, err := e.db.TransactWriteItems(ctx, in); err != nil { // AWS: dynamodb:PutItem table/export-state, dynamodb:DeleteItem table/export-locks
		return err
	}
	_, err := e.stream.PutRecord(ctx, &kinesis.PutRecordInput{StreamName: aws.String(e.cfg.Audit.Stream), PartitionKey: &r.ID, Data: body}) // AWS: kinesis:PutRecord stream/audit-stream
	return err
}
