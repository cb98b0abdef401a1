import { Inject, Injectable } from "@nestjs/common";
import { CognitoIdentityProviderClient, AdminCreateUserCommand, InitiateAuthCommand } from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBDocument } from "@aws-sdk/lib-dynamodb";
import { ConfigService } from "./config.service";

@Injectable()
export class UsersService {
  constructor(
    private readonly documents: DynamoDBDocument,
    @Inject("COGNITO") private readonly cognito: CognitoIdentityProviderClient,
    private readonly config: ConfigService,
  ) {}

  async find(id: string) {
    const { Item } = await this.documents.get({ TableName: this.config.usersTable, Key: { id } }); // AWS: dynamodb:GetItem table/users
    return Item;
  }

  async invite(email: string) {
    await this.cognito.send(new AdminCreateUserCommand({ UserPoolId: this.config.pool, Username: email })); // AWS: cognito-idp:AdminCreateUser
    await this.documents.batchWrite({ RequestItems: { invitations: [{ PutRequest: { Item: { email } } }] } }); // AWS: dynamodb:BatchWriteItem table/invitations
  }

  signIn(parameters: Record<string, string>) {
    return this.cognito.send(
      new InitiateAuthCommand({ AuthFlow: "USER_PASSWORD_AUTH", ClientId: "x", AuthParameters: parameters }),
    );
  }
}
