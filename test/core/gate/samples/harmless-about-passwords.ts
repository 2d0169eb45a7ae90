import { lines } from "./lines.ts";

/** What customers say of passwords without telling one. */
export const HARMLESS_ABOUT_PASSWORDS = lines(`
my password is not working
my password is not working anymore
the password is wrong
the password is incorrect
password incorrect
it says password is incorrect
my password expired
the password is expired
the password is the same as before
password is required
what is my password
what is my password?
password: how do I change it?
how do I reset my password
I forgot my password
forgot password: info@example.org
password reset link does not arrive
Password reset: https://example.org/reset
can you reset the password for info@example.org?
account info@example.org: cannot log in
login: info@example.org
my login is info@example.org
username: bob
user: bob
admin / user roles
the admin/login page is blank
SQLSTATE[HY000] [1045] Access denied for user 'root'@'localhost' (using password: YES)
the password must be at least 12 characters
the password is 8 characters long
password is too short
password is too weak
is the password case sensitive?
the password is case sensitive
password is stuck
password authentication failed for user "bob"
password protected directory
can I password protect a folder?
I need a new password
I changed my password to something else
I changed my password yesterday
change my password to access webmail
the password to my account is lost
the password for my account is not accepted
the password for webmail is different than the one for cpanel
password for bob@example.org is unknown
my password doesn't work
my password isn't working
my password works now
my password is working now
my password is ok
my password is definitely correct
password: ********
password: [removed]
pass the salt
this will pass: trust me
I'll pass on that
your pass is valid until 2025
login with google and facebook
log in with my email and password
sign in with username and password
login with my e-mail address
I can't log in to cPanel with Chrome 120
Login failed for user bob
login page / checkout page
user: admin, role: editor
credentials are wrong
the credentials are not accepted
credentials: I did not get any
https://example.org:8443/@bob/login
https://example.org/password/reset
the password prompt keeps appearing
Passwort ist falsch
Passwort vergessen
mein Passwort ist abgelaufen
mein Passwort funktioniert nicht
contraseña incorrecta
mi contraseña no funciona
olvidé mi contraseña
mot de passe oublié
mon mot de passe est incorrect
minha senha não funciona
esqueci minha senha
senha incorreta
password: same as before
password: see above
password: the one you sent
Password: forgotten
The password is in the ticket
the password is on the card you sent
is my password safe?
is the password visible to you?
my password is no longer accepted by Outlook
my password is rejected
my password is always rejected by the mail server
I entered the password three times
password manager 1Password fills it
I use 1Password and Bitwarden
my password is 3 years old
passwords are stored as bcrypt
password hash is sha256
password for user bob123 is wrong
this is my password problem
outlook is asking for my password
outlook is asking my password
Chrome is my password manager
why is my password wrong
never share your password: we never ask
your password: never share it
visit www.example.org/login?ref=123
how do I change my password to a new one?
I want to change my password to one I remember
user bob cannot pass verification
Hi, I can't log in to cPanel. It says "The login is invalid."
My login does not work since the update to PHP8.3
login failed 5 times, now IP 203.0.113.77 is blocked
mysqli_real_connect(): (HY000/1045): Access denied for user 'shop'@'localhost' (using password: YES)
mysqli_real_connect(): (HY000/1045): Access denied for user 'shop'@'localhost' (using password: NO)
FATAL: password authentication failed for user "shop"
SMTP Error: Could not authenticate. Password command failed: 534-5.7.9 Application-specific password required
534 5.7.9 Application-specific password required
Error 0x800CCC92 password rejected
wp-config.php line 32: DB_PASSWORD is not defined
the constant DB_PASSWORD in wp-config.php is empty
what should DB_PASSWORD be?
DB_PASSWORD=
DB_PASSWORD=""
DB_PASSWORD=your_password_here
`);
