package io.jobs;

import io.jobs.model.Job;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbIndex;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

@Service
public class JobService {
  private final DynamoDbTable<Job> jobs;
  private final SqsAsyncClient sqs;

  @Value("${queue.url}")
  private String queueUrl;

  public JobService(DynamoDbTable<Job> jobs, SqsAsyncClient sqs) {
    this.jobs = jobs;
    this.sqs = sqs;
  }

  public Job get(String id) {
    return jobs.getItem(Key.builder().partitionValue(id).build()); // AWS: dynamodb:GetItem table/orders
  }

  public void submit(Job job) {
    jobs.putItem(job); // AWS: dynamodb:PutItem table/orders
    sqs.sendMessage(m -> m.queueUrl(queueUrl).messageBody(job.getId())).join(); // AWS: sqs:SendMessage work
  }

  public Job finish(Job job) {
    job.setState("done");
    return jobs.updateItem(r -> r.item(job).conditionExpression(Expression.builder().expression("x").build())); // AWS: dynamodb:UpdateItem table/orders
  }

  public void forget(Job job) {
    jobs.deleteItem(job); // AWS: dynamodb:DeleteItem table/orders
  }

  public List<Job> inState(String state) {
    DynamoDbIndex<Job> byState = jobs.index("by-state");
    var condition = QueryConditional.keyEqualTo(k -> k.partitionValue(state));
    return byState.query(condition).stream().flatMap(page -> page.items().stream()).toList(); // AWS: dynamodb:Query table/orders/index/by-state
  }

  public List<Job> all() {
    return jobs.scan().items().stream().toList(); // AWS: dynamodb:Scan table/orders
  }
}
