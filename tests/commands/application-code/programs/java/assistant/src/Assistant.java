package assistant;

import java.util.*;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.*;
import software.amazon.awssdk.services.bedrockruntime.model.*;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

public class Assistant {
  private static final String MODEL = "anthropic.claude-3-haiku-20240307-v1:0";

  private final BedrockRuntimeClient bedrock = BedrockRuntimeClient.create();
  private final software.amazon.awssdk.services.cloudwatch.CloudWatchClient metrics =
      software.amazon.awssdk.services.cloudwatch.CloudWatchClient.create();

  public String answer(String question) {
    Message message = Message.builder().role(ConversationRole.USER).content(ContentBlock.fromText(question)).build();
    ConverseResponse response = bedrock.converse(ConverseRequest.builder().modelId(MODEL).messages(message).build()); // AWS: bedrock:InvokeModel foundation-model/anthropic.claude-3-haiku-20240307-v1:0
    metrics.putMetricData(m -> m.namespace("assistant")); // AWS: cloudwatch:PutMetricData
    return response.output().message().content().get(0).text();
  }

  public byte[] embed(String text) {
    InvokeModelRequest invoke = InvokeModelRequest.builder()
        .modelId("amazon.titan-embed-text-v2:0")
        .body(SdkBytes.fromUtf8String(text))
        .build();
    return bedrock.invokeModel(invoke).body().asByteArray(); // AWS: bedrock:InvokeModel foundation-model/amazon.titan-embed-text-v2:0
  }

  void stream(BedrockRuntimeAsyncClient async, ConverseStreamResponseHandler handler) {
    async.converseStream(c -> c.modelId(MODEL), handler).join(); // AWS: bedrock:InvokeModelWithResponseStream foundation-model/anthropic.claude-3-haiku-20240307-v1:0
  }

  void log(String line, FirehoseClient firehose) {
    firehose.putRecord(p -> p.deliveryStreamName("questions").record(r -> r.data(SdkBytes.fromUtf8String(line)))); // AWS: firehose:PutRecord deliverystream/questions
    try (KinesisAsyncClient kinesis = KinesisAsyncClient.builder().build()) {
      kinesis.putRecord(p -> p.streamName("asked").partitionKey(line)).join(); // AWS: kinesis:PutRecord stream/asked
    }
  }
}
