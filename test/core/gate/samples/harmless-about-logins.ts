import { lines } from "./lines.ts";

/** What customers say of logins and users without telling a password. */
export const HARMLESS_ABOUT_LOGINS = lines(`
password=******
password: <your password>
password: \${DB_PASSWORD}
password: {{ vault_password }}
password: %PASSWORD%
password = process.env.DB_PASSWORD
password: os.environ["DB_PASSWORD"]
$password = $_POST['password'];
$password = getenv('DB_PASSWORD');
SELECT password FROM users WHERE id = 5
ALTER USER 'shop' IDENTIFIED BY ?
where is the password field?
which password do you mean?
which password should I use for FTP?
is it the cPanel password or the e-mail password?
the password box is greyed out
password strength: weak
Password strength meter says 65/100
password policy: at least 12 characters, one digit
Passwords must match
Password (again)
Password and confirm password do not match
Passwords do not match
Username and password
username/password
user / password
login/password
user:password
username:password
e-mail and password
Please enter your username and password
I entered my e-mail and password twice
password or username incorrect
the password or the user is wrong
is the user name the e-mail address?
username is my e-mail address
the user is info@acme.example and the server is mail.acme.example
Server: mail.acme.example Port: 465 SSL: yes User: info@acme.example
FTP host ftp.acme.example user acme port 21
SSH user acme port 2222
root / user permissions
user/profile page 404
https://acme.example:8443/login
http://user@acme.example/
C:\\Users\\Ana\\AppData\\Local\\Temp\\x1.tmp
login with Safari 17 and Chrome 124 fails
I log in with Outlook2019 and it asks again
I sign in with my Google account
log in via SSO and MFA
pass through port 25
did my payment pass?
tests pass: 12 of 12
all checks pass = good
boarding pass: gate 12
my weekend pass is not valid
Ana / Bob both cannot log in
user: acme_user42 has no rights
User: acme_user42
Username: acme_user42
login: acme_user42
my username is acme_user42
my username is acme_user42 and my domain is acme.example
login name acme_user42, domain acme.example
username acme_user42 forgot password
user acme_user42 wants a new password
user acme_user42, password forgotten
user acme_user42 password wrong
user acme_user42 password reset
reset password for acme_user42
please change the password for acme_user42
please change the password of the mailbox acme_user42@acme.example
change the password for server2
I need the password for web-3
password for ftp_user1 please
I lost my password for acme_user42
can you set a new password for user42?
can you email my password to ana@acme.example?
send the password to ana@acme.example
send password to +49 151 1234567
password to 203.0.113.9 does not work
password for https://panel.acme.example:8443 is lost
password at https://panel.acme.example is refused
password sent on 2024-11-05
password changed on 5.11.2024 at 14:30
password from 2023 does not work
password since 10:30 not accepted
password expired 30 days ago
password valid for 90 days
password is valid for 90 days
the password is 12 characters
the password is from 2019
my password is from ticket T-1042
the password is in T-1042
my password is the one from the welcome mail
password is only asked on my iPhone15
my password works on Chrome but not on iOS17
password keeps getting rejected by Outlook365
password "incorrect" message
I see password "expired"
password - how to change
password - not working
password -- reset
password... help!
password?
password!!!
Password
password please
passwords are case-sensitive, right?
is password login disabled for SSH?
disable password login and use keys
mein Passwort geht nicht
ich habe mein Passwort vergessen
Passwort: vergessen
Passwort ändern für info@acme.example
Kennwort wird nicht akzeptiert
Passwort ist nicht korrekt
das Passwort ist dasselbe wie vorher
wie lautet mein Passwort?
la contraseña es incorrecta
mi contraseña es correcta pero no entra
cambiar contraseña de info@acme.example
la clave es pública
le mot de passe est incorrect
mon mot de passe est correct mais rien
changer le mot de passe de info@acme.example
a senha está errada
a senha é a mesma
trocar a senha de info@acme.example
`);
