package config

// ENV: EXPORTER_AWS_BUCKET=exports
// ENV: EXPORTER_AWS_QUEUE_URL=https://sqs.eu-west-1.amazonaws.com/111122223333/export-jobs
// ENV: EXPORTER_TABLE=export-state
import (
	"fmt"
	"strings"

	"github.com/spf13/viper"
)

type AWSConfig struct {
	Region   string `mapstructure:"region"`
	Bucket   string `mapstructure:"bucket"`
	QueueURL string `mapstructure:"queue_url"`
}

type Config struct {
	AWS     AWSConfig `mapstructure:"aws"`
	Table   string    `mapstructure:"table"`
	Workers int
	Audit   struct {
		Stream string `mapstructure:"stream"`
	} `mapstructure:"audit"`
}

func Load() (*Config, error) {
	v := viper.New()
	v.SetEnvPrefix("exporter")
	v.SetEnvKeyReplacer(strings.NewReplacer(".", "_"))
	v.AutomaticEnv()
	v.SetDefault("aws.bucket", "")
	v.SetDefault("audit.stream", "audit-stream")
	var cfg Config
	if err := v.Unmarshal(&cfg); err != nil {
		return nil, fmt.Errorf("config: %w", err)
	}
	return &cfg, nil
}
