package media;
// ENV: MEDIA_BUCKET=media
// ENV: MEDIA_JOBS_TABLE=jobs
import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.NotBlank;

@ConfigurationProperties("media")
public class MediaConfiguration {
    @NotBlank
    private String bucket;
    private String jobsTable = "jobs-dev";
    private Tagging tagging = new Tagging();
    public String getBucket() { return bucket; }
    public void setBucket(String bucket) { this.bucket = bucket; }
    public String getJobsTable() { return jobsTable; }
    public void setJobsTable(String jobsTable) { this.jobsTable = jobsTable; }

    @ConfigurationProperties("tagging")
    public static class Tagging {
        private boolean enabled;
        public boolean isEnabled() { return enabled; }
        public void setEnabled(boolean enabled) { this.enabled = enabled; }
    }
}
