package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"log"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awscfg "github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials/stscreds"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/kelseyhightower/envconfig"
)

// ENV: LOCK_TABLE=locks
// ENV: KMS_KEY=alias/locks
// ENV: PARTNER_ROLE=arn:aws:iam::999999999999:role/p
type settings struct {
	Table   string        `envconfig:"LOCK_TABLE" default:"locks-dev"`
	Key     string        `envconfig:"KMS_KEY" required:"true"`
	Partner string        `envconfig:"PARTNER_ROLE"`
	TTL     time.Duration `default:"30s"`
}

type locker struct {
	settings
	client *dynamodb.Client
	kms    *kms.Client
}

type client[T any] interface{ Do(T) error }

func must[T any](v T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return v
}

func (l locker) key(name string) map[string]types.AttributeValue {
	return map[string]types.AttributeValue{"id": &types.AttributeValueMemberS{Value: name}}
}

func (l locker) with(ctx context.Context, name string, fn func(context.Context) error) error {
	_, err := l.client.UpdateItem(ctx, &dynamodb.UpdateItemInput{TableName: aws.String(l.Table), Key: l.key(name)}) // AWS: dynamodb:UpdateItem table/locks
	if err != nil {
		return err
	}
	defer func() {
		_, _ = l.client.DeleteItem(ctx, &dynamodb.DeleteItemInput{TableName: aws.String(l.settings.Table), Key: l.key(name)}) // AWS: dynamodb:DeleteItem table/locks
	}()
	return fn(ctx)
}

func main() {
	var s settings
	envconfig.MustProcess("", &s)
	ctx := context.TODO()
	cfg := must(awscfg.LoadDefaultConfig(ctx))
	l := locker{settings: s, client: dynamodb.NewFromConfig(cfg), kms: kms.NewFromConfig(cfg)}
	err := l.with(ctx, "nightly", func(ctx context.Context) error {
		out, err := l.kms.GenerateDataKey(ctx, &kms.GenerateDataKeyInput{KeyId: &l.Key, KeySpec: "AES_256"}) // AWS: kms:GenerateDataKey
		if err != nil {
			return err
		}
		_, _ = rand.Read(out.Plaintext)
		partner := cfg.Copy()
		partner.Credentials = aws.NewCredentialsCache(stscreds.NewAssumeRoleProvider(sts.NewFromConfig(cfg), s.Partner)) // AWS: sts:AssumeRole role/p
		theirs := s3.NewFromConfig(partner)
		_, err = theirs.PutObject(ctx, &s3.PutObjectInput{Bucket: aws.String("theirs"), Key: aws.String(fmt.Sprintf("%d", time.Now().Unix()))})
		ours := s3.NewFromConfig(cfg, func(o *s3.Options) { o.Region = "us-east-1" })
		_, err = ours.HeadBucket(ctx, &s3.HeadBucketInput{Bucket: aws.String("ours")}) // AWS: s3:ListBucket ours
		return err
	})
	if err != nil {
		log.Fatal(err)
	}
}
