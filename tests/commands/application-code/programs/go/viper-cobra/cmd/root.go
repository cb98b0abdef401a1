package cmd

import (
	"context"

	"example.com/exporter/internal/config"
	"example.com/exporter/internal/export"
	awsconfig "github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/kinesis"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/spf13/cobra"
)

var rootCmd = &cobra.Command{
	Use: "exporter",
	RunE: func(cmd *cobra.Command, args []string) error {
		cfg, err := config.Load()
		if err != nil {
			return err
		}
		return run(cmd.Context(), cfg)
	},
}

func run(ctx context.Context, cfg *config.Config) error {
	awsCfg, err := awsconfig.LoadDefaultConfig(ctx, awsconfig.WithRegion(cfg.AWS.Region))
	if err != nil {
		return err
	}
	if _, err := sts.NewFromConfig(awsCfg).GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{}); err != nil {
		return err
	}
	e := export.New(awsCfg, cfg, export.WithQueue(sqs.NewFromConfig(awsCfg)), export.WithStream(kinesis.NewFromConfig(awsCfg)))
	return e.Run(ctx)
}

func Execute() error { return rootCmd.Execute() }
