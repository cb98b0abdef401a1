package worker;
class Database {
    private final Clients clients;
    private final Settings settings;
    Database(Clients clients, Settings settings) {
        this.clients = clients;
        this.settings = settings;
    }
    String password() {
        return clients.secrets().getSecretValue(r -> r.secretId(settings.secret())).secretString(); // AWS: secretsmanager:GetSecretValue secret:db-AbCdEf
    }
}
