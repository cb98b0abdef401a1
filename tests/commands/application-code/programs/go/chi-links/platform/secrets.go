package platform

import (
	"context"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
	"github.com/aws/aws-sdk-go-v2/service/ssm"
)

var (
	once sync.Once
	cfg  aws.Config
)

func AWS(ctx context.Context) aws.Config {
	once.Do(func() {
		var err error
		cfg, err = config.LoadDefaultConfig(ctx)
		if err != nil {
			panic(err)
		}
	})
	return cfg
}

type Secrets struct{ *secretsmanager.Client }

func NewSecrets(ctx context.Context) Secrets {
	return Secrets{secretsmanager.NewFromConfig(AWS(ctx))}
}

func (s Secrets) Read(ctx context.Context, id string) (string, error) {
	out, err := s.GetSecretValue(ctx, &secretsmanager.GetSecretValueInput{SecretId: &id}) // AWS: secretsmanager:GetSecretValue secret:links/api-??????
	if err != nil {
		return "", err
	}
	return aws.ToString(out.SecretString), nil
}

type ParamFunc func(ctx context.Context, in *ssm.GetParametersByPathInput, optFns ...func(*ssm.Options)) (*ssm.GetParametersByPathOutput, error)

func Flags(ctx context.Context, get ParamFunc) (map[string]string, error) {
	flags := map[string]string{}
	var next *string
	for {
		out, err := get(ctx, &ssm.GetParametersByPathInput{Path: aws.String("/links/flags"), NextToken: next}) // AWS: ssm:GetParametersByPath parameter/links/flags
		if err != nil {
			return nil, err
		}
		for _, p := range out.Parameters {
			flags[*p.Name] = *p.Value
		}
		if next = out.NextToken; next == nil {
			return flags, nil
		}
	}
}
