import { lines } from "./lines.ts";

/** More of them: from other languages, with other punctuation, in programs' own files. */
export const PASTED_LOGINS = lines(`
smtp user info@acme.example smtp pass ⟦T8hdkl2x⟧
imap password = ⟦T8hdkl2x⟧
Password (temporary): ⟦T8hdkl2x⟧
Temporary password⏎⟦T8hdkl2x⟧
new password will be ⟦T8hdkl2x⟧
password should be set to ⟦T8hdkl2x⟧
could you make the password ⟦T8hdkl2x⟧
please change it to ⟦T8hdkl2x⟧, that is the password I want
please reset password for info@acme.example to ⟦T8hdkl2x⟧
set mailbox password to ⟦Blumenwiese!⟧
reset the root password to ⟦Blumenwiese7⟧ thanks
I want my password to be ⟦Blumenwiese7⟧
I would like the password "⟦Blumenwiese⟧"
the password is ⟦Blumenwiese⟧
My password is ⟦Blumenwiese⟧ and my user is ana
my password is: ⟦Blumenwiese⟧
my password is... ⟦Blumenwiese7⟧
my password = ⟦Blumenwiese⟧
my password⇥⟦Blumenwiese7⟧
Password⏎⟦Blumenwiese7⟧
Login⏎ana⏎Password⏎⟦Blumenwiese7⟧
Email: ana@acme.example⏎Password: ⟦Blumenwiese⟧
ana@acme.example ⟦Blumenwiese7!⟧
ana@acme.example / ⟦Blumenwiese7⟧
ana@acme.example;⟦Blumenwiese7⟧
ana@acme.example | ⟦Blumenwiese7⟧
ana@acme.example Passwort ⟦Blumenwiese7⟧
Benutzer: ana Passwort: ⟦Blumenwiese7⟧
Kennwort: ⟦Blumenwiese⟧
Das Passwort lautet "⟦Blumen wiese sieben⟧"
Mein neues Passwort soll ⟦Blumenwiese7⟧ sein
Passwort für das Postfach info@acme.example ist ⟦Blumenwiese7⟧
usuario: ana contraseña: ⟦girasol99⟧
mi contraseña es ⟦girasol99⟧
la clave es ⟦girasol99⟧
clave: ⟦girasol99⟧
mot de passe: ⟦tournesol99⟧
mon mdp est ⟦tournesol99⟧
identifiant: ana mot de passe: ⟦tournesol99⟧
senha: ⟦girassol99⟧
usuário ana senha ⟦girassol99⟧
a senha é ⟦girassol99⟧
password: "⟦my dog is called rex⟧"
password: '⟦pa ss wo rd⟧'
passphrase is "⟦a very long phrase indeed⟧"
the passphrase: ⟦four little green apples⟧
my password is “⟦Blumenwiese⟧”
my password is ‘⟦Blumenwiese⟧’
my password is «⟦Blumenwiese⟧»
my password is <⟦Blumenwiese7⟧>
my password is [⟦Blumenwiese7⟧]
my password is {⟦Blumenwiese7⟧}
my password is \`\`\`⟦Blumenwiese7⟧\`\`\`
my password is ||\`⟦Blumenwiese7⟧\`||
my password is _⟦Blumenwiese7⟧_
my password is ~⟦Blumenwiese7~⟧
**Password:** ⟦Blumenwiese⟧
*password*: \`⟦Blumenwiese⟧\`
> password: ⟦Blumenwiese7⟧
- password: ⟦Blumenwiese7⟧
password:⟦Blumenwiese⟧
Password:    ⟦Blumenwiese⟧
password : ⟦Blumenwiese⟧
password ; ⟦Blumenwiese7⟧
password,⟦Blumenwiese7⟧
password(⟦Blumenwiese7⟧)
PASSWORD IS ⟦BLUMENWIESE7⟧
PASSWORD: ⟦LETMEIN⟧
My Password Is ⟦Letmein⟧
my pass word is ⟦letmein7⟧
my p@ssword is ⟦letmein7⟧
passwd ⟦letmein7⟧
my pasword is ⟦letmein7⟧
my passwort is ⟦letmein7⟧
Here's my password, ⟦Blumenwiese7⟧
here is my password - ⟦Blumenwiese7⟧
this is my password ⟦Blumenwiese7⟧
this is my password: ⟦Blumenwiese⟧
this is the password i use everywhere: ⟦Blumenwiese7⟧
the password you gave me (⟦Blumenwiese7⟧) does not work
your password ⟦Blumenwiese7⟧ does not work
I type ⟦Blumenwiese7⟧ as my password and it fails
⟦Blumenwiese7⟧ <- password
with the password of ⟦Blumenwiese7⟧
password's ⟦Blumenwiese7⟧
password starting with ⟦Blumenwiese7⟧
the password begins with ⟦Blum3n⟧
I think my password is ⟦Blumenwiese7⟧ but not sure
maybe the password is ⟦blumenwiese⟧?
the password could be ⟦Blumenwiese7⟧
pass=⟦Blumenwiese7⟧
passwd=⟦Blumenwiese⟧
"pass" : "⟦Blumenwiese7⟧"
pass => '⟦Blumenwiese7⟧'
$db_pass = "⟦Blumenwiese7⟧";
$cfg['password'] = '⟦Blumenwiese7⟧';
spring.datasource.password=⟦Blumenwiese7⟧
MYSQL_ROOT_PASSWORD: ⟦Blumenwiese7⟧
-e MYSQL_PASSWORD=⟦Blumenwiese7⟧
Data Source=db;User Id=sa;Password=⟦Blumenwiese7⟧;
GRANT ALL ON shop.* TO 'shop'@'%' IDENTIFIED BY '⟦Blumenwiese7⟧'
htpasswd -bc .htpasswd ana ⟦Blumenwiese7⟧
echo "Blumenwiese7" | passwd --stdin ana, password ⟦Blumenwiese7⟧
my router wifi key is ⟦Blumenwiese7⟧
wpa2 key: ⟦Blumenwiese7⟧
my secret answer is ⟦Rex2009⟧
security answer: ⟦Rex2009⟧
`);
