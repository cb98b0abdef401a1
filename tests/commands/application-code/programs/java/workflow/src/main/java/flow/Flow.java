package flow;

import java.util.List;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sts.StsClient;

public class Flow {
  enum Kind {
    FAST,
    SLOW;

    String machine() {
      return switch (this) {
        case FAST -> "arn:aws:states:eu-west-1:111122223333:stateMachine:fast";
        case SLOW -> System.getenv("MACHINE_ARN");
      };
    }
  }

  private final SfnClient states = SfnClient.create();
  private final EventBridgeClient events = EventBridgeClient.create();

  public void start(Kind kind) {
    states.startExecution(StartExecutionRequest.builder().stateMachineArn(kind.machine()).input("{}").build()); // AWS: states:StartExecution stateMachine:fast|stateMachine:follow-up
    Settings settings = Settings.fixed();
    PutEventsRequestEntry entry = PutEventsRequestEntry.builder().eventBusName(settings.bus()).source("flow").detail("{}").build();
    events.putEvents(PutEventsRequest.builder().entries(entry).build()); // AWS: events:PutEvents event-bus/orders-bus
    List<Step> steps = List.of(new Resize(new Functions(LambdaClient.create(), settings)));
    steps.forEach(step -> step.perform("{}"));
  }

  public boolean isIdle(EcsClient ecs) {
    return ecs.listTasks(l -> l.cluster("main")).taskArns().isEmpty(); // AWS: ecs:ListTasks
  }

  public String account() {
    return StsClient.create().getCallerIdentity().account();
  }
}
