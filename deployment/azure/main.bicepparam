using 'main.bicep'

// What is in <> is yours to fill in. The last three are for text messages: leave them out until you have a Twilio number.
param publicUrl = '<https://chat.example.org>'
param appId = '<MicrosoftAppId>'
param smsNumber = readEnvironmentVariable('SMS_NUMBER', '')
param smsAccountSid = readEnvironmentVariable('SMS_ACCOUNT_SID', '')
param smsAuthToken = readEnvironmentVariable('SMS_AUTH_TOKEN', '')
