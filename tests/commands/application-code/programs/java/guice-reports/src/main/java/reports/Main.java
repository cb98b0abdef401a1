package reports;

import com.google.inject.Guice;
import com.google.inject.Inject;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.GetQueryResultsRequest;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.ssm.SsmClient;

public class Main {
  @Inject private ReportSink sink;
  @Inject private AthenaClient athena;
  @Inject private SsmClient ssm;
  @Inject private CloudWatchLogsClient logs;

  void run() {
    String query = ssm.getParameter(p -> p.name("/reports/query").withDecryption(true)).parameter().value(); // AWS: ssm:GetParameter parameter/reports/query
    String id =
        athena
            .startQueryExecution(StartQueryExecutionRequest.builder().queryString(query).workGroup("reports").build()) // AWS: athena:StartQueryExecution workgroup/reports
            .queryExecutionId();
    List<String> rows =
        athena
            .getQueryResultsPaginator(GetQueryResultsRequest.builder().queryExecutionId(id).build()) // AWS: athena:GetQueryResults
            .stream()
            .flatMap(page -> page.resultSet().rows().stream())
            .map(Object::toString)
            .collect(Collectors.toList());
    sink.writeAll(rows);
    logs.putLogEvents(l -> l.logGroupName("/reports/runs").logStreamName("main").logEvents(InputLogEvent.builder().message("done").build())); // AWS: logs:PutLogEvents log-group:/reports/runs:log-stream:main
  }

  public static void main(String[] args) {
    Guice.createInjector(new ReportsModule()).getInstance(Main.class).run();
  }
}
