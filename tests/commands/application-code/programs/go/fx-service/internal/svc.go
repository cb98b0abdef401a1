package internal

// ENV: APP_TABLE=app
// ENV: APP_BUCKET=blobs
import (
	"context"
	"os"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/feature/s3/manager"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/sns"
	"go.uber.org/fx"
)

type Config struct {
	Table  string
	Bucket string
	Topics map[string]string
}

func LoadConfig() Config {
	c := Config{Bucket: os.Getenv("APP_BUCKET"), Topics: map[string]string{"new": "arn:aws:sns:eu-west-1:111122223333:new"}}
	c.Table = os.Getenv("APP_TABLE")
	return c
}

type Params struct {
	fx.In
	DB     *dynamodb.Client
	S3     *s3.Client
	SNS    *sns.Client
	Config Config
}

type Service struct{ p Params }

func NewService(p Params) *Service { return &Service{p: p} }

func NewAWS(lc fx.Lifecycle) (aws.Config, error) { return config.LoadDefaultConfig(context.Background()) }

var Module = fx.Options(
	fx.Provide(LoadConfig, NewAWS, NewService,
		func(c aws.Config) *dynamodb.Client { return dynamodb.NewFromConfig(c) },
		func(c aws.Config) *s3.Client { return s3.NewFromConfig(c) },
		func(c aws.Config) *sns.Client { return sns.NewFromConfig(c) }),
)

func (s *Service) Write(ctx context.Context, ids []string) error {
	var items []types.TransactWriteItem
	for _, id := range ids {
		items = append(items, types.TransactWriteItem{Put: &types.Put{TableName: aws.String(s.p.Config.Table), Item: key(id)}})
	}
	_, err := s.p.DB.TransactWriteItems(ctx, &dynamodb.TransactWriteItemsInput{TransactItems: items}) // AWS: dynamodb:PutItem table/app
	if err != nil {
		return err
	}
	down := manager.NewDownloader(s.p.S3)
	buf := manager.NewWriteAtBuffer(nil)
	_, err = down.Download(ctx, buf, &s3.GetObjectInput{Bucket: aws.String(s.p.Config.Bucket), Key: aws.String("seed")}) // AWS: s3:GetObject blobs/seed
	if err != nil {
		return err
	}
	for name := range s.p.Config.Topics {
		_, err = s.p.SNS.Publish(ctx, &sns.PublishInput{TopicArn: aws.String(s.p.Config.Topics[name]), Message: aws.String("x")}) // AWS: sns:Publish new
	}
	req := s.request("app-audit")
	_, err = s.p.DB.Query(ctx, req) // AWS: dynamodb:Query table/app-audit
	return err
}

func (s *Service) request(table string) *dynamodb.QueryInput {
	in := &dynamodb.QueryInput{TableName: &table}
	in.Limit = aws.Int32(10)
	return in
}

func key(id string) map[string]types.AttributeValue {
	return map[string]types.AttributeValue{"id": &types.AttributeValueMemberS{Value: id}}
}
