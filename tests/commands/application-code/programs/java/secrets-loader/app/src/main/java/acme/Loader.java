package acme;

import acme.aws.Clients;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;

public final class Loader {
  private final Clients clients;

  public Loader(Clients clients) {
    this.clients = Objects.requireNonNull(clients);
  }

  public String token() {
    String id = System.getenv("SECRET") != null ? System.getenv("SECRET") : "local/token";
    return Clients.secrets().getSecretValue(GetSecretValueRequest.builder().secretId(id).build()).secretString(); // AWS: secretsmanager:GetSecretValue secret:bot/token-??????
  }

  public List<String> settings(String stage) {
    var ssm = clients.parameters();
    GetParameterRequest one = GetParameterRequest.builder().name("/acme/%s/url".formatted("live")).withDecryption(true).build();
    String url = ssm.getParameter(one).parameter().value(); // AWS: ssm:GetParameter parameter/acme/live/url
    ssm.getParameters(g -> g.names("/acme/a", "/acme/b")); // AWS: ssm:GetParameters parameter/acme/a|parameter/acme/b
    ssm.getParametersByPathPaginator(p -> p.path("/acme/all").recursive(true)).stream().forEach(System.out::println); // AWS: ssm:GetParametersByPath parameter/acme/all
    return List.of(url);
  }

  public byte[] open(byte[] sealed) {
    DecryptRequest request = DecryptRequest.builder().keyId(System.getenv("KEY_ID")).build();
    return clients.kms().decrypt(request).plaintext().asByteArray(); // AWS: kms:Decrypt key/0f3c1d2e-1111-2222-3333-444455556666
  }

  public void rotate(String value) {
    Clients.secrets().putSecretValue(p -> p.secretId("rotated").secretString(value)); // AWS: secretsmanager:PutSecretValue secret:rotated-??????
  }
}
