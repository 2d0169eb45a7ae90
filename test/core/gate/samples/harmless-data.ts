import { lines } from "./lines.ts";

/** What a rep must be able to read: addresses, records, numbers of orders, errors. */
export const HARMLESS_DATA = lines(`
account: info@example.org
my server is 192.0.2.17
192.0.2.17:8080
ssh to 192.0.2.17 on port 2222
example.org / www.example.org
admin / billing contact
wp-admin/index.php gives 500
example.org TXT "v=spf1 include:_spf.example.org ~all"
default._domainkey TXT "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC7vbqajDw4o6gJy8UtmIbkcpnkO3Kwc4qsEnSZp/TR+fQi62F79RHWmwKOaiWqhbJ1ZPKmtQ"
DKIM public key: MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC7vbqajDw4
google-site-verification=rXOxyZounnZasA8Z7oaD3c14JdjS9aKSWvsR1EbUSIQ
my order number is 4539578763621486
order 4539578763621486 has not arrived
order number 100023991
tracking number 1Z999AA10123456784
tracking 9400110200881234567890
ticket T-1042
I already have ticket T-1042
call me at +49 30 901820
phone: 555-123-4567
IBAN DE89 3704 0044 0532 0130 00
invoice 2024-10293 is wrong
date 2024-11-05 12:33:10
123e4567-e89b-12d3-a456-426614174000
commit 5f4dcc3b5aa765d61d8327deb882cf99
error code 550
error code: 0x80070005
the error code is 1045
535 5.7.8 Error: authentication failed
status code is 404
my zip code is 90210
promo code SAVE2024
coupon code: WELCOME10
country code 49
two-factor code is not arriving
I don't get the code
my code is not accepted
where do I enter the code?
my PIN is not accepted
what is my PIN?
pin the message please
the api key is invalid
where can I find my API key?
the token is expired
invalid token
csrf token mismatch
token: expired
is there a secret to speed it up?
secret: caching helps
admin: please restart
root: the server is down
root access / sudo
My site runs WordPress 6.4.2 / PHP8.2
PHP8.2/MySQL8
upgrade to 16GB / 4 vCPU
my account number is 12345678
customer number 4111111
MX 10 mail.example.org
AAAA 2001:db8::1
SHA256:nThbg6kXUpJWGl7E1IGOCspRomTxdCARLviKw6E5SY8
ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC7vbqajDw4o6gJy8UtmIbkcpnkO3Kw bob@host
-----BEGIN PUBLIC KEY-----⏎MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA⏎-----END PUBLIC KEY-----
-----BEGIN CERTIFICATE-----⏎MIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBaMQswCQYDVQQGEwJJ⏎-----END CERTIFICATE-----
git@github.com:bob/repo.git
cpanel / plesk which is better
imap / smtp settings
imap: port 993, smtp: port 587
mail server is mail.example.org, port 993, SSL/TLS
ftp.example.org:21
the pin 4 of the header
bank transfer reference RF18539007547034
VAT DE123456789
12345678901234567
IMEI 490154203237518
I paid 4,111.11 on 12/11/2024
server load is 4.5/3.2/2.1
502 Bad Gateway nginx/1.18.0
PHP Fatal error: Uncaught Error: Call to undefined function mysql_connect() in /var/www/html/db.php:12
disk usage 98%/100%
version v2.3.1-beta
can you send me the code for the widget: thanks
my EPP code is not working
I need the EPP code for example.org
auth code please
is 2FA available?
security code on the form is unreadable
recovery key is lost
I get "535 Incorrect authentication data" with info@acme-shop.example
Could you whitelist 198.51.100.4/32 on port 3306 please?
Please add MX 10 mx1.mailhost.example and TXT "v=DMARC1; p=none; rua=mailto:d@acme.example"
TXT _dmarc v=DMARC1; p=quarantine
s1._domainkey.acme.example. 3600 IN TXT "v=DKIM1; h=sha256; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAo3Fz7Q" "abcDEF123"
acme.example. 86400 IN NS ns1.hoster.example.
selector1-acme-example._domainkey.acme.onmicrosoft.example
ms=ms12345678
_acme-challenge TXT gfj9Xq...Rg85nM
CAA 0 issue "letsencrypt.org"
SRV _sip._tls 100 1 443 sipdir.online.lync.com
IPv6 2001:db8:85a3::8a2e:370:7334 does not resolve
MAC 00:1A:2B:3C:4D:5E
certificate fingerprint AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01
ssh host key fingerprint SHA256:uNiVztksCsDhcc0u9e8BgrJXVGDZXC3FCMjCkKZ0Iis
git commit 9fceb02d0ae598e95dc970b74767f19372d61af8 broke it
order no. 20240917-4432-AA
Order #4539578763621486
invoice INV-2024-00931 paid with PayPal transaction 7XA12345BC678901D
transaction ID 4111111111111111
my customer number is 48291034
ticket number T-20931, please just do it
case 00934211
My phone is +1 (555) 010-4477
call 0800 123 4567 89
meeting 14:30 on 2025-02-28
2025-02-28T14:30:00Z [error] 1234#0: *5678 connect() failed (111: Connection refused)
[Mon Nov 04 10:12:33.123456 2024] [php7:error] [pid 12345] [client 203.0.113.5:51234]
Fatal error: Allowed memory size of 134217728 bytes exhausted (tried to allocate 20480 bytes)
Error: invalid_grant (AADSTS50126)
incoming: imap.acme.example 993, outgoing: smtp.acme.example 465
ssh acme@203.0.113.9 -p 2222
ssh -i id_rsa root@203.0.113.9
root@server1:~# systemctl restart nginx
admin@acme.example cannot send mail
admin: we restarted web-3
support: hello Ana
root: permission denied
info / support / sales mailboxes
test / staging environment
admin/index.php returns 403
demo / live
backup / restore
mysql: unknown database
postgres 16 / mysql 8.0
www / non-www redirect
https://www.acme.example/wp-admin/admin-ajax.php?action=heartbeat
https://acme.example/?utm_source=mail&utm_campaign=spring2024
see https://docs.acme.example/how-to@v2/setup
/var/www/vhosts/acme.example/httpdocs/wp-content/uploads/2024/10/IMG_20241010_123456.jpg
I have WordPress 6.5.3, WooCommerce 8.9.1 and PHP 8.2.18
Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/124.0.0.0 Safari/537.36
two-factor is on, the codes don't work
the code from the app is rejected
I never received the verification code
the verification code email takes 10 minutes
verification code not received since 09:30
it asks for a 6 digit code
my OTP app shows 6 digits
resend the code please
The code expires after 5 minutes
my backup codes are gone
error code is 1020
Cloudflare error code 1015
response code: 503
exit code 137
HTTP code 500
country code: +44
postal code 10115
ZIP 94107
promo code BLACKFRIDAY50 doesn't apply
coupon SAVE20OFF expired
gift card code?
use code SPRING25 at checkout
the discount code is WELCOME2024
my EPP code was never sent
please send the auth code for acme.example
I need an API key
where is the API token page?
api key permissions are read only
the token has no scope repo
token expired at 2024-11-05T10:00:00Z
invalid CSRF token
the access token is missing
secret santa page is down
webhook secret is not configured
secret key is not set
our site key is public
tokens per minute limit is 60000
session id cookie is missing
the key is in the lock
ssl key does not match the certificate
private key is missing on the server
-----BEGIN CERTIFICATE REQUEST-----⏎MIICijCCAXICAQAwRTELMAkGA1UEBhMCQVUxEzARBgNVBAgMClNvbWUtU3RhdGUx⏎-----END CERTIFICATE REQUEST-----
card was declined
my card ends in 4242
card ending 1881 was charged twice
my visa expired 11/24
the card number field is broken
security code field shows an error
CVV does not match
I was charged 4,111.11 EUR
IBAN GB29 NWBK 6016 1331 9268 19
BIC COBADEFFXXX
VAT ID ATU12345678
tracking 1Z 999 AA1 01 2345 6784
parcel 00340434161094042557
ISBN 978-3-16-148410-0
EAN 4006381333931
IMEI 356938035643809
Windows key ABCDE
passing mails to ann@acme.example
bypass is on
compass: north
the pin is not accepted at the terminal
pin this: maintenance tonight
pinned 2 messages
PIN required
Is 99.9% uptime / SLA included?
CPU 4/8, RAM 16GB/32GB, disk 500GB/1TB
server-01 / server-02 are slow
web3/web4 down
ping 12ms/14ms/20ms
v1.2.3/v1.2.4
10:00/11:30
account: acme-shop
account: 481516
account acme-shop, plan Business2
`);
