package ledger;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

public class Main {
  public static void main(String[] args) {
    new Ledger(DynamoDbClient.create()).statement(args[0]);
  }
}
