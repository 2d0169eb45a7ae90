import { lines } from "./lines.ts";

/** Messages with a password in them, and ⟦where⟧ it is. */
export const PASTED_PASSWORDS = lines(`
my pw is ⟦Sommer2024⟧
the password for admin is ⟦X9k-22lp⟧
My password: ⟦letmein⟧
pass: ⟦qwerty123⟧
pwd = ⟦1q2w3e4r⟧
Passwort ist ⟦geheim123⟧
mein Passwort lautet ⟦Blumen!78⟧
contraseña es ⟦perro2020⟧
la contraseña: ⟦gato⟧
mot de passe : ⟦soleil75⟧
mon mot de passe est ⟦soleil⟧
senha: ⟦futebol10⟧
minha senha é ⟦futebol⟧
I changed my password to ⟦Summer2025!⟧
change my password to ⟦sunshine⟧ please
please set the password to ⟦N3wPass#1⟧
I use ⟦hunter2⟧ as my password
password ⟦hunter2⟧ doesn't work
my password ⟦sunshine⟧ isn't working
I'm using password ⟦Qwerty99⟧ for cpanel
the password (⟦Xy12zz!⟧) is not accepted
password is wrong: ⟦hunter2⟧
password is \`⟦hunter2⟧\`
password is **⟦hunter2⟧**
password is ||⟦hunter2⟧||
"password": "⟦hunter2⟧"
{"user":"bob","password":"⟦hunter2⟧","host":"db1"}
DB_PASSWORD=⟦hunter2⟧
export PGPASSWORD=⟦letmein99⟧
define('DB_PASSWORD', '⟦hunter2⟧');
<password>⟦hunter2⟧</password>
server=db;uid=sa;pwd=⟦P@ss⟧;database=x
mysql -u root -p⟦hunter2⟧ shop
mysql -u root --password=⟦hunter2⟧
sshpass -p ⟦hunter2⟧ ssh root@host
curl -u admin:⟦hunter2⟧ https://x.org
login: bob@example.org / ⟦Passw0rd⟧
bob@example.org:⟦Passw0rd⟧
username admin password ⟦hunter2⟧
user admin pass ⟦secretpony⟧
login is admin and password is ⟦pony⟧
credentials are bob / ⟦hunter2⟧
creds: bob:⟦hunter2⟧
ssh root / ⟦toor99⟧
Zugangsdaten: max / ⟦geheim1⟧
my login is bob@example.org, password ⟦Xk3jf9⟧
login with bob and ⟦hunter2⟧
I can't log in, I typed ⟦Xk9$mQ2!⟧ three times
⟦Xk9$mQ2!pL⟧
my password is ⟦hunter2⟧.
My password is ⟦Passw0rd!⟧
my password is ⟦hunter2⟧, can you log in?
is my password ⟦hunter2⟧?
the password I was given is ⟦kP9#zz.q⟧
password you sent me was ⟦Kj38sk⟧
my passwords are ⟦hunter2⟧ and ⟦Hunter3⟧
old password: ⟦hunter2⟧ new password: ⟦hunter3⟧
my password is still ⟦hunter2⟧
password is now set to ⟦hunter2⟧
password has been changed to ⟦hunter2⟧
My password is ⟦correct horse battery staple⟧
Password: ⟦correct horse battery staple⟧
passphrase "⟦purple monkey dishwasher⟧"
my passcode is ⟦482910⟧
password is ⟦123456⟧
wifi password ⟦12345678⟧
p/w: ⟦hunter2⟧
Password - ⟦hunter2⟧
password -> ⟦hunter2⟧
password => ⟦hunter2⟧
password⏎⏎⟦hunter2⟧
Username: bob⏎⏎Password:⏎⏎⟦hunter2⟧
USER bob⏎PASS ⟦hunter2⟧
ftp user deploy pw ⟦Xy12zz⟧
root password: ⟦toor⟧
my password is not ⟦hunter2⟧ anymore
⟦sunshine⟧ is my password
"⟦open sesame now⟧" is my password
password=⟦p%40ss⟧&user=bob
Pasword is ⟦fluffy⟧
my password's ⟦hunter2⟧
my password was ⟦hunter2⟧ until yesterday
password should be ⟦Hunter2⟧
enter ⟦fluffy99⟧ as the password
the pass is ⟦fluffy99⟧
my pass is ⟦fluffy⟧
hi there, i cant get into my mailbox info@acme-shop.example, password is ⟦Kestrel_44⟧ pls check
server login root / ⟦Zx81!spectrum⟧ ip 203.0.113.9
here are the details⏎host: ftp.acme.example⏎user: acme_ftp⏎pass: ⟦9kLm!22q⟧
wp-admin user: editor⏎password: ⟦Blue-Whale-77⟧
Please log in as admin with password ⟦monkey123⟧ and fix it
You can use user "support" with the password "⟦let me in 2024⟧"
username = shop_user ; password = ⟦8h2kdf03⟧
my email is ana@acme.example and my password is ⟦tangerine⟧
I set it to password: ⟦Tangerine⟧
tried password ⟦Kestrel44⟧ and ⟦Kestrel45⟧, none works
my old password was ⟦Kestrel44⟧ and the new one is ⟦Kestrel45⟧
the new one is ⟦Kestrel45⟧, that's my password
pwd:⟦Zx9!a⟧
PW:⟦Zx9a⟧
Pw ⟦Zx9aQQ⟧
The admin password for the panel at https://panel.acme.example:2083 is ⟦Qw3rty-Z⟧
the db password of acme_wp is "⟦s p a c e d⟧"
cPanel username: acmeshop  Password: ⟦T$8hd!kl2⟧
cpanel: acmeshop / ⟦T$8hd!kl2⟧
FTP: acmeshop:⟦T8hdkl2x⟧
ssh: deploy@203.0.113.9 password ⟦T8hdkl2x⟧
`);
