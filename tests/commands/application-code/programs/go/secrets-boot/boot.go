package main

import (
	"context"
	"encoding/base64"
	"fmt"
	"os"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
	"github.com/aws/aws-sdk-go-v2/service/ssm"
	"github.com/aws/aws-sdk-go-v2/service/sts"
)

type clients struct {
	*secretsmanager.Client
	parameters *ssm.Client
	keys       *kms.Client
	cfg        aws.Config
}

func connect(ctx context.Context) (c clients, err error) {
	c.cfg, err = config.LoadDefaultConfig(ctx)
	if err != nil {
		return
	}
	c.Client = secretsmanager.NewFromConfig(c.cfg)
	c.parameters = ssm.NewFromConfig(c.cfg)
	c.keys = kms.NewFromConfig(c.cfg)
	return
}

func environment() string {
	stage := os.Getenv("STAGE")
	if stage == "" {
		stage = "dev"
	}
	return strings.ToLower(stage)
}

func (c *clients) secret(ctx context.Context) (string, error) {
	answer, err := c.GetSecretValue(ctx, &secretsmanager.GetSecretValueInput{ // AWS: secretsmanager:GetSecretValue secret:bot/token-??????
		SecretId: aws.String(os.Getenv("SECRET")),
	})
	if err != nil {
		return "", err
	}
	return aws.ToString(answer.SecretString), nil
}

func (c *clients) settings(ctx context.Context) (map[string]string, error) {
	found := map[string]string{}
	pages := ssm.NewGetParametersByPathPaginator(c.parameters, &ssm.GetParametersByPathInput{ // AWS: ssm:GetParametersByPath parameter/bot/shared
		Path:           aws.String("/bot/shared"),
		WithDecryption: aws.Bool(true),
	})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return nil, err
		}
		for _, each := range page.Parameters {
			found[*each.Name] = *each.Value
		}
	}
	one, err := c.parameters.GetParameter(ctx, &ssm.GetParameterInput{Name: aws.String("/bot/level")}) // AWS: ssm:GetParameter parameter/bot/level
	if err != nil {
		return nil, err
	}
	found["level"] = *one.Parameter.Value
	return found, nil
}

func (c *clients) unlock(ctx context.Context, locked string) ([]byte, error) {
	blob, err := base64.StdEncoding.DecodeString(locked)
	if err != nil {
		return nil, err
	}
	answer, err := c.keys.Decrypt(ctx, &kms.DecryptInput{CiphertextBlob: blob, KeyId: aws.String(os.Getenv("KEY_ID"))}) // AWS: kms:Decrypt key/0f3c1d2e-1111-2222-3333-444455556666
	if err != nil {
		return nil, err
	}
	return answer.Plaintext, nil
}

func main() {
	ctx := context.Background()
	c, err := connect(ctx)
	if err != nil {
		panic(err)
	}
	me, err := sts.NewFromConfig(c.cfg).GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
	fmt.Println(me, err, environment())
	fmt.Println(c.secret(ctx))
	fmt.Println(c.settings(ctx))
	fmt.Println(c.unlock(ctx, os.Args[1]))
}
