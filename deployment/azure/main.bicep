// Azure's part of Harbour: the Azure Bot, which carries messages between Teams, text messages and the server.
// The server itself is not here; it runs wherever you like. The chat page does not pass through Azure Bot Service.
// No channel is made for Direct Line or Web Chat, and no Application Insights: both would keep what people write.

@description('Name of the Azure Bot: 4 to 42 letters, digits, - and _.')
@minLength(4)
@maxLength(42)
param botName string = 'harbour'

@description('Where people reach Harbour, without a slash at the end; the same as PUBLIC_URL.')
param publicUrl string

@description('Application (client) id of the app registration, or of the managed identity: MicrosoftAppId.')
param appId string

@description('MicrosoftAppType. New multi-tenant bots cannot be made since 31 July 2025.')
@allowed(['SingleTenant', 'UserAssignedMSI'])
param appType string = 'SingleTenant'

@description('MicrosoftAppTenantId.')
param tenantId string = subscription().tenantId

@description('Resource id of the managed identity; only for UserAssignedMSI.')
param identityResourceId string = ''

@description('westeurope keeps what the Bot Service keeps in the European Union; global may not.')
@allowed(['westeurope', 'global'])
param location string = 'westeurope'

@description('F0 is free; S1 comes with a service level agreement.')
@allowed(['F0', 'S1'])
param sku string = 'F0'

@description('The Twilio number, such as +447700900123. Empty: no text messages.')
param smsNumber string = ''

@description('Twilio account SID.')
param smsAccountSid string = ''

@description('Twilio auth token. Hand it over from the environment; never write it into a file.')
@secure()
param smsAuthToken string = ''

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: botName
  location: location
  kind: 'azurebot'
  sku: {
    name: sku
  }
  properties: {
    displayName: 'Harbour'
    endpoint: '${publicUrl}/api/messages'
    msaAppId: appId
    msaAppType: appType
    msaAppTenantId: tenantId
    msaAppMSIResourceId: appType == 'UserAssignedMSI' ? identityResourceId : null
  }
}

resource teams 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: location
  properties: {
    channelName: 'MsTeamsChannel'
    properties: {
      isEnabled: true
    }
  }
}

resource sms 'Microsoft.BotService/botServices/channels@2022-09-15' = if (!empty(smsNumber)) {
  parent: bot
  name: 'SmsChannel'
  location: location
  properties: {
    channelName: 'SmsChannel'
    properties: {
      phone: smsNumber
      accountSID: smsAccountSid
      authToken: smsAuthToken
      isValidated: true
      isEnabled: true
    }
  }
}

output messagingEndpoint string = bot.properties.endpoint
