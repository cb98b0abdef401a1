package acme.aws;

import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;

public class Clients {
  private static SecretsManagerClient secrets;
  private final SsmClient ssm = SsmClient.create();

  public static synchronized SecretsManagerClient secrets() {
    if (secrets == null) {
      secrets = SecretsManagerClient.builder().build();
    }
    return secrets;
  }

  public SsmClient parameters() {
    return ssm;
  }

  public KmsClient kms() {
    return KmsHolder.CLIENT;
  }

  private static class KmsHolder {
    static final KmsClient CLIENT = KmsClient.create();
  }
}
