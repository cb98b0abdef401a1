package main

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/kinesis"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/spf13/cobra"
	"github.com/spf13/viper"
)

func initConfig() {
	viper.SetEnvKeyReplacer(strings.NewReplacer(".", "_", "-", "_"))
	viper.AutomaticEnv()
	viper.SetDefault("stream.name", "clicks")
	viper.SetDefault("queue-url", "unset")
	_ = viper.BindEnv("database.table", "TABLE")
	viper.SetDefault("secret", "fallback/secret")
}

type app struct {
	cfg aws.Config
}

func (a *app) run(ctx context.Context) error {
	if _, err := kinesis.NewFromConfig(a.cfg).PutRecord(ctx, &kinesis.PutRecordInput{ // AWS: kinesis:PutRecord stream/clicks
		StreamName: aws.String(viper.GetString("stream.name")), PartitionKey: aws.String("k"), Data: []byte("{}"),
	}); err != nil {
		return err
	}
	if _, err := sqs.NewFromConfig(a.cfg).SendMessage(ctx, &sqs.SendMessageInput{QueueUrl: aws.String(viper.GetString("queue-url")), MessageBody: aws.String("x")}); err != nil { // AWS: sqs:SendMessage work
		return err
	}
	secret, err := secretsmanager.NewFromConfig(a.cfg).GetSecretValue(ctx, &secretsmanager.GetSecretValueInput{SecretId: aws.String(viper.GetString("secret"))}) // AWS: secretsmanager:GetSecretValue secret:bot/token-??????
	if err != nil {
		return err
	}
	var values map[string]string
	if err := json.Unmarshal([]byte(*secret.SecretString), &values); err != nil {
		return err
	}
	table := viper.GetString("database.table")
	_, err = dynamodb.NewFromConfig(a.cfg).UpdateItem(ctx, &dynamodb.UpdateItemInput{TableName: &table}) // AWS: dynamodb:UpdateItem table/orders
	return err
}

func main() {
	cobra.OnInitialize(initConfig)
	root := &cobra.Command{Use: "worker", RunE: func(cmd *cobra.Command, args []string) error {
		cfg, err := config.LoadDefaultConfig(cmd.Context())
		if err != nil {
			return err
		}
		return (&app{cfg: cfg}).run(cmd.Context())
	}}
	cobra.CheckErr(root.Execute())
}
