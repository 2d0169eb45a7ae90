import { lines } from "./lines.ts";

/** Codes, cards, tokens and addresses with a password: ⟦kind:where⟧. */
export const PASTED_OTHERS = lines(`
cvv: ⟦code:123⟧
cvc ⟦code:4567⟧
security code is ⟦code:123⟧
the 3 digits cvv is ⟦code:999⟧
⟦card:4242424242424242⟧
⟦card:4242-4242-4242-4242⟧
⟦card:3782 822463 10005⟧
card number ⟦card:5555555555554444⟧
my visa is ⟦card:4012 8888 8888 1881⟧
my verification code is ⟦code:483 920⟧
OTP ⟦code:123456⟧
the code I received is ⟦code:998877⟧
here is the code: ⟦code:123456⟧
my support pin is ⟦code:4821⟧
PIN: ⟦code:0042⟧
⟦code:483920⟧ is my code
⟦code:G-483920⟧ is your verification code
2FA code ⟦code:123456⟧
EPP code: ⟦code:aB3$xY9!k⟧
auth code for example.org is ⟦code:Xy7-kk29-aa⟧
recovery code: ⟦code:abcd-1234-efgh⟧
api key: ⟦token:3f8a9c2b7d⟧
token is ⟦token:abcdef1234567890⟧
my token: ⟦token:dGhpc2lzYXRva2Vu12⟧
Authorization: Bearer ⟦token:abc.def.ghi⟧
https://bob:⟦url:hunter2⟧@example.org/x
ftp://bob:⟦url:p@ss/w0rd⟧@ftp.example.org
https://example.org/reset?token=⟦token:abcdef123456⟧
redis://:⟦url:s3cret⟧@localhost:6379
client secret = ⟦token:abc123def456⟧
secret: ⟦token:hunter2hunter⟧
sftp://deploy:⟦url:T8hdkl2x⟧@203.0.113.9/var/www
jdbc:mysql://db/shop?user=shop&password=⟦url:Blumenwiese7⟧
mongodb+srv://shop:⟦url:Blumenwiese7⟧@cluster0.acme.example/shop
amqp://guest:⟦url:guest⟧@mq.acme.example
https://token:⟦url:x-oauth-basic⟧@git.acme.example
postgres://shop:⟦url:p%40ss⟧@db:5432/shop
my social security number is ⟦code:078-05-1120⟧
SSN ⟦code:078-05-1120⟧
`);
