package flow;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;

record Functions(LambdaClient lambda, Settings settings) {
  void call(String name, String input) {
    lambda.invoke(i -> i.functionName(name).payload(SdkBytes.fromUtf8String(input))); // AWS: lambda:InvokeFunction function:resize
  }

  void warm() {
    lambda().getFunction(g -> g.functionName(settings.warmed())); // AWS: lambda:GetFunction function:warmed
  }
}
