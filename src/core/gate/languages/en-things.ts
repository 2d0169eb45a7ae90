import type { Verb } from "../language.ts";
import { list } from "./lists.ts";
import { verbsOf } from "./verbs-of.ts";

const VOWEL = /[aeiou]/;

/** "change changed changing" of "change". */
const regular = (base: string): string => {
  if (base.endsWith("e")) return `${base} ${base}d ${base.slice(0, -1)}ing`;
  if (base.endsWith("y") && !VOWEL.test(base.at(-2) ?? ""))
    return `${base} ${base.slice(0, -1)}ied ${base}ing`;
  return `${base} ${base}ed ${base}ing`;
};

const STRONG =
  "exempt restrict confine constrain rectify announce advertise append persist prolong substitute regen redeploy discard drain recreate uncancel tune fsck unpack unzip aim adapt rectify amend whip reallocate rewire bounce blackhole null nuke ditch recycle flip reroute reload rerun recompile issue lift void halt freeze unfreeze thaw relocate export dump deploy rewind resurrect rescue secure tidy strip separate join combine consolidate unify pair bind associate dissociate invite onboard offboard elevate deauthorize deauthorise enrol mirror replicate fork trash hook supersede populate stage unstage unpark undelete change modify alter edit add create remove delete disable enable activate deactivate increase decrease reduce raise lower move migrate transfer assign rename replace revoke generate configure install uninstall switch restore merge wipe purge clear unlock lock unsuspend reactivate reinstate terminate adjust allocate provision extend erase correct";
const REGULAR =
  "change modify alter edit add create make remove delete disable enable activate deactivate " +
  "increase decrease raise lower bump boost expand extend resize double switch move migrate " +
  "transfer assign reassign rename replace revoke generate regenerate reissue provision configure " +
  "reconfigure install reinstall uninstall deploy redirect adjust tweak allocate attach detach " +
  "mount convert swap correct merge wipe purge clear flush erase unlock lock unsuspend reactivate " +
  "reinstate terminate insert republish demote unlink rotate renew restore recover rollback revert " +
  "clone copy duplicate kill patch retrieve repoint unban ban " +
  "blacklist grant park fill enter remap rebuild force end reduce optimize optimise " +
  "reopen route boot roll pause suspend undo tighten relax protect secure harden truncate reroute " +
  "redeem waive credit clean mirror relocate shift trim upsize downsize remount retire " +
  "decommission reprovision resync resubmit reverse untag disconnect reconnect unassign invalidate " +
  "expire refresh enlarge grow shrink supply";
const LIGHT_REGULAR =
  "update register close open publish import upload promote link connect stop start launch apply schedule purchase order fix format sync tag resume forward";

const FIXED =
  "put right put right putting right|set right set right setting right|put in put in putting in|take off taken off taking off|take out taken out taking out|bring forward brought forward bringing forward|push back pushed back pushing back|swap round swapped round swapping round|redo redone redoing|del deleted deleting|rm removed removing|rmv removed removing|chg chgd chging|chng chngd chnging|upd updated updating|cfg configured configuring|reinst reinstalled reinstalling|trnsfr transferred transferring|opn opened opening|clos closed closing|instal installed installing|chage changed changing|creat created creating|delet deleted deleting|updte updated updating|restor restored restoring|enble enabled enabling|renw renewed renewing|sched scheduled scheduling|flip flipped flipping|cut over cut over cutting over|put through put through putting through|shut shut shutting|pull pulled pulling|shut off shut off shutting off|spin down spun down spinning down|tear down torn down tearing down|hook up hooked up hooking up|tack on tacked on tacking on|put back put back putting back|bring up brought up bringing up|crank up cranked up cranking up|ramp up ramped up ramping up|beef up beefed up beefing up|bump up bumped up bumping up|top up topped up topping up|cut over cut over cutting over|swap over swapped over swapping over|switch over switched over switching over|move over moved over moving over|roll out rolled out rolling out|clean up cleaned up cleaning up|opt out opted out opting out|blow away blown away blowing away|go up gone up going up|go down gone down going down|hand out handed out handing out|stick stuck sticking|sign up signed up signing up|reset reset/resetted resetting|set set setting|put put putting|cut cut cutting|" +
  "set up set up setting up|drop dropped dropping|swap swapped swapping|" +
  "get rid of got rid of getting rid of|turn on turned on turning on|" +
  "turn off turned off turning off|switch on switched on switching on|" +
  "switch off switched off switching off|shut down shut down shutting down|" +
  "spin up spun up spinning up|roll back rolled back rolling back|take down taken down taking down|" +
  "bring back brought back bringing back|plug in plugged in plugging in|repair repaired repairing|" +
  "scale scaled scaling|scale up scaled up scaling up|rebuild rebuilt rebuilding|" +
  "re enable re enabled re enabling|overwrite overwritten overwriting|edit edited editing|" +
  "apply applied applying|enroll enrolled enrolling|shrink shrunk shrinking|split split splitting|" +
  "geo block geo blocked geo blocking|undo undone undoing|hand over handed over handing over|" +
  "throw out thrown out throwing out|kick out kicked out kicking out|arrange arranged arranging|" +
  "wire up wired up wiring up|scrap scrapped scrapping|trim trimmed trimming|tie tied tying|" +
  "bind bound binding|free up freed up freeing up|map mapped mapping|replace replaced replacing|" +
  "swap out swapped out swapping out";

/** They do too many other things to count alone. */
const LIGHT =
  "pop popped popping|stick stuck sticking|chuck chucked chucking|whack whacked whacking|sort sorted sorting|see to seen to seeing to|look after looked after looking after|hand handed handing|get going got going getting going|turn turned turning|give given giving|run ran running|do done doing|take took/taken taking|bring brought bringing|" +
  "send sent sending|let let letting|handle handled handling|build built building|" +
  "write written writing|sort out sorted out sorting out|take care of taken care of taking care of|" +
  "deal with dealt with dealing with";

const UPGRADE =
  "upgrd upgraded upgrading|upgr upgraded upgrading|dwngrd downgraded downgrading|upgrade upgraded upgrading|downgrade downgraded downgrading|renewal renewal renewal|upgradation upgradation upgradation";
const POINT =
  "resolve resolved resolving|point pointed pointing|repoint repointed repointing|delegate delegated delegating";
const SUBSCRIPTION =
  "cncl cancelled cancelling|cancl cancelled cancelling|cancel cancelled/canceled cancelling/canceling|refund refunded refunding|renew renewed renewing|prorate prorated prorating|terminate terminated terminating|discontinue discontinued discontinuing|unsubscribe unsubscribed unsubscribing|autorenew autorenewed autorenewing";
const SERVER =
  "bounce bounced bouncing|live migrate live migrated live migrating|repartition repartitioned repartitioning|reboot rebooted rebooting|restart restarted restarting|power cycle power cycled power cycling|power off powered off powering off|power on powered on powering on|power down powered down powering down|power up powered up powering up|hard reset hard reset hard resetting|reimage reimaged reimaging|defragment defragmented defragmenting|resize resized resizing";
const NETWORK =
  "unblok unbloked unbloking|wl whitelisted whitelisting|unblock unblocked unblocking|whitelist whitelisted whitelisting|white list white listed white listing|allowlist allowlisted allowlisting|unban unbanned unbanning|block blocked blocking|blacklist blacklisted blacklisting|null route null routed null routing|port forward port forwarded port forwarding";
/** Who may connect: with an IP address, the firewall's. */
const ALLOW =
  "allow allowed allowing|authorize authorized authorizing|authorise authorised authorising|trust trusted trusting|permit permitted permitting|give permission given permission giving permission|disallow disallowed disallowing|deny denied denying|let in let in letting in|let through let through letting through|open up opened up opening up|admit admitted admitting";
const CREDENTIALS =
  "create an email created an email creating an email|create a new email created a new email creating a new email|" +
  "add an email added an email adding an email|set up an email set up an email setting up an email|" +
  "make an email made an email making an email|set up email for set up email for setting up email for|create email created email creating email|" +
  "add a user added a user adding a user|add user added user adding user|add another user added another user adding another user";

/** Whatever these are followed by, they say what kind of thing they do. */
const NOUNS =
  "setup setup setup|access access access|removal removal removal|cancellation cancellation cancellation|creation creation creation|installation installation installation|restoration restoration restoration|migration migration migration|modification modification modification|activation activation activation|deletion deletion deletion|retrieval retrieval retrieval|recovery recovery recovery|increase increased increasing|reactivation reactivation reactivation|whitelisting whitelisting whitelisting|reinstall reinstalled reinstalling";

const fixed = (text: string): readonly string[] => text.split("|");

const PARTICLES = new Set([
  "up",
  "down",
  "on",
  "off",
  "in",
  "out",
  "back",
  "over",
  "away",
  "right",
  "forward",
  "through",
]);
const PRONOUNS = ["it", "that", "this", "them", "those"];

/** "turn it off turned it off turning it off" of "turn off turned off turning off". */
const parted = (forms: string): readonly string[] => {
  const words = forms.split(" ");
  const particle = words[1] ?? "";
  if (words.length !== 6 || !PARTICLES.has(particle)) return [];
  return PRONOUNS.map((it) => [0, 2, 4].map((at) => `${words[at]} ${it} ${particle}`).join(" "));
};

/** Forms are `base done doing`; of words with spaces they are of equal length. */
export const EN_VERBS: readonly Verb[] = [
  ...verbsOf(SUBSCRIPTION, "subscription"),
  ...verbsOf(UPGRADE, null, "subscription"),
  ...verbsOf(POINT, "dns", null),
  ...verbsOf(SERVER, "server"),
  ...verbsOf(NETWORK, "network"),
  ...verbsOf(ALLOW, null, "network"),
  ...verbsOf(CREDENTIALS, "credentials"),
  ...verbsOf(LIGHT, null),
  ...verbsOf(fixed(FIXED).join("|"), null, "account"),
  ...verbsOf(fixed(FIXED).flatMap(parted).join("|"), null, "account"),
  ...verbsOf(
    NOUNS.split("|")
      .filter((one) => !one.startsWith("access"))
      .join("|"),
    null,
  ),
  ...verbsOf(STRONG.split(" ").map(regular).join("|"), null, "account"),
  ...verbsOf(LIGHT_REGULAR.split(" ").map(regular).join("|"), null),
  ...verbsOf(REGULAR.split(" ").map(regular).join("|"), null, "account"),
];

export const EN_OBJECTS = {
  credentials: list(
    "qr code, authenticator qr, ftp details, ftp data, access data, login data, access to everything, webmail session, webmail login, mail login, hosting login, panel login, plesk login, cpanel login, admin user name, pass, passcode, pass code, pubkey, public keys, ssh keys, pem, wheel, sudoers, authorised_keys, my user, admin login, app password, application password, keypair, service user, ftp login, sftp login, sftp credentials, db creds, db credentials, db password, api tokens, api keys, client secret, webhook secret, administrator rights, administrator access, admin privileges, privileges, root password, root user, access rights, user rights, user access, user login, sub login, master password, unlock code, email acc, mail acc, email accs, email addy, mail addy, new email addy, sub user account, staff account, an account for, accounts for, new mail account, new account for, new accounts for, sso, single sign on, hardware key, yubikey, totp device, an admin, an administrator, admins, as admin, as administrator, password, passwords, pass word, passwd, pw, pwd, passwrd, passphrase, login, logins, log in, login details, credentials, creds, username, user name, user id, " +
      "user, admin user, sub user, subuser, ftp account, ftp user, sftp account, sftp user, email account, mail account, mailbox, mailboxes, mail box, inbox account, " +
      "email user, pop account, pop3 account, imap account, email box, e mail account, pin, support pin, security question, security answer, 2fa, two factor, 2 factor auth, two factor authentication, mfa, " +
      "authenticator, tfa, 2 factor, totp, backup code, recovery code, ssh key, public key, api key, api token, access key, access token, private key, secret key, " +
      "epp, epp code, auth code, authcode, authorization code, authorisation code, transfer code, transfer key, transfer secret, " +
      "root, root access, ssh access, sftp access, ftp access, admin access, shell access, admin rights, admin role, sudo, sudo access, permission for user, " +
      "cpanel access, panel access, database user, db user, mysql user, admin account, user account, wordpress admin, wp admin, sudo user, sudo rights, login email, " +
      "sub account, subaccount, client area access, account access, webmail account, one time password, otp, passkey, security key, service account, deploy key, email password, sub users, authorized_keys, a new email address, a new email account, a new email, new email address, new email account, new email, new mail address, another email address, extra email address, second email address, a login to, a new login to, another login to, 2fa code, sms code, security code, verification code, account of user, account for user, account of our colleague, auth info code, auth info, agency access, temporary ssh, my key, mail password, email passwords, user accounts, staff accounts, logon, log on, auth app, authentication app, staff login, " +
      "database password, mysql password, ftp, sftp, access for my developer, access to my account, access to my cpanel, access to my server, access, rights, backup codes, seed, session, sessions, key, keys, token, tokens, inbox, email inbox, email login, accounts for our staff, email accounts for, ssh login, shell, auth, secret, secrets, sign in, email id, mail id, hosting password, superuser, admin permissions, admin permission, administrator, admin panel access",
  ),
  network: list(
    "geo filter, geo blocking, geo restriction, clean ip, source address, office range, office ip, home ip, spamhaus, blacklists, rbl, inbound, outbound, ingress, egress, tcp, udp, icmp, edge acl, static route, static routes, bgp, prefix, peering, eth, eth0, eth1, nic, network card, network interface, interface, vlan id, private lan, lan, wan, lb, haproxy, reverse proxy, proxy, nat rule, ip block, ip ban, fail2ban, geoip, anti ddos, scrubbing, upstream, remote desktop, rdp port, ssh from, wireguard, openvpn, ipsec, vpn client, vpn config, vpn login, vpn password, vpn users, source ip, source ips, throughput, bandwidth cap, traffic limit, switch port, cross connect, packet filter, iptables, ufw, nftables, firewall exception, connection limit, mtu, anycast, vpc, ip addr, ip adress, ipv4s, subnet mask, ip pool, vpn, tunnel, site to site tunnel, uplink, port speed, vpn user, vpn account, vpn access, vpn profile, vpn tunnel, firewall, firewall rule, firewall port, trusted ip, trusted ips, trusted ip address, ip whitelist, " +
      "allow list, trusted list, blocklist, access list, security group, port, ports, inbound traffic, outbound traffic, ip address, ip addresses, ip, ips, my office ip, ip range, subnet, vlan, private network, " +
      "load balancer, ddos protection, ddos, port 25, port 22, port 3306, smtp port, bandwidth, routing, ipv6, ipv4, ipv4 address, another ip, ipv6 address, dedicated ip, static ip, additional ip, floating ip, gateway, nat, acl, cidr, network, " +
      "country block, rate limit, remote mysql access, traffic, trusted networks, networks, public ip, second subnet, rdp, mod security, modsecurity, waf",
  ),
  dns: list(
    "dns for, dns of, host the dns, email dns, verification txt, domain verification record, wildcard dns, www and apex, a rec, a recs, aaaa rec, mx rec, txt rec, a records, aaaa records, txt records, cname records, srv records, caa, srv, alias record, apex record, failover record, reverse lookup, reverse lookup zone, reverse record, reverse entry, glue, glue records, private nameservers, vanity nameservers, child nameservers, host records, dmarc policy, dkim selector, selector, spf include, mx priority, email records, mail records, zone record, zone records, dns config, dns server, dns servers, dns hosting, root record, naked domain, dns settings, dns changes, dns change, dns, dns record, dns records, dns entry, dns entries, dns setting, dns zone, zone file, a record, aaaa record, aaaa, mx, mx record, mx records, mx entry, cname, cname record, txt, txt record, txt entry, spf, spf record, " +
      "dkim, dkim record, dkim key, dmarc, dmarc record, srv record, caa record, ns record, ptr, ptr record, rdns, reverse dns, nameserver, nameservers, name server, name servers, ns, glue record, ttl, dnssec, ds record, " +
      "record, records, subdomain record, domain transfer, transfer lock, registrar lock, domain lock, whois, whois privacy, whois record, whois contact, domain privacy, id protection, domain, domains, domain name, soa, wildcard record, registrant, apex, soa record, autodiscover, google site verification, site verification, domain verification, acme challenge, verification record, ns records, domain registration, registrar, zone, www record",
  ),
  server: list(
    "crontab, crontabs, of swap, swap memory, windows box, linux box, nodejs process, node process, php process, processes, service on, boot, monitoring agent, backup disk, backup drive, extra cpu, extra core, vm, vms, virtual machine, virtual machines, guest, hypervisor, host machine, hosts, swappiness, sysctl, kernel module, systemd, systemctl, unit file, cgroup, cgroups, lve, quota, inode quota, inode, root lv, lv, lvm, lv root, fs, file system, filesystem, xfs, ext4, grub, bios, ipmi, kvm console, idrac, ntp, locale, apt, yum, container, containers, kubernetes, k8s, pod, pods, cluster, replica, read replica, elasticsearch, rabbitmq, mongodb, mongo, postgresql, postgres version, mysql version, mariadb version, sql server, mssql, iis, tomcat, java, jvm, heap, innodb_buffer_pool_size, buffer pool, disc space, disc, hd space, gb disk, gb of disk, gig of ram, gig of memory, gigs of memory, gb of memory, gb, g of, gigabyte, gigabytes, gig, tb, terabyte, mem, hdd space, root disk, system disk, boot disk, nfs, samba, rescue mode, rescue system, firmware, security patches, windows updates, os updates, server version, ulimit, open files, max connections, dedicated box, bare metal, blade, vps box, cloud server, cloud instance, web server, webserver, mail server, db server, database server, app server, application server, machines, boxes, nodes, gpu, ecc, cpanel server, remote console, server backup, vm snapshot, snapshots, server, servers, vps, vserver, droplet, dedicated server, dedi, ram, memory, cpu, cpus, vcpu, cores, core, disk, disk space, diskspace, diskquota, disk quota, storage, ssd, nvme, hard drive, hdd, box, machine, node, instance, " +
      "kernel, operating system, os, ubuntu, debian, centos, almalinux, windows server, apache, nginx, litespeed, mysql, mariadb, postgres, redis, memcached, docker, snapshot, server image, swap space, swap file, hostname, ssh, ssh port, root partition, partition, volume, " +
      "processor, gb of ram, gb ram, gigs of ram, gigs, raid, kvm, console, vnc, iso, control panel, plesk, whm, all packages, system packages, max_connections, mysqld, httpd, sshd, second drive, drive, drives, volumes,  timezone, time zone, gb memory, inodes, inode limit, php fpm, exim, postfix, server clock, worker processes, service",
  ),
  website: list(
    "www version, non www, naked version, wp admin, hotlinking, directory listing, parking page, index page, logo on, menu on, homepage text, image on, images on, opening hours on, text on, slideshow, link on, matomo, web stats, statistics, analytics, vhost, virtual host, brotli, gzip, http2, http 2, http3, hsts, rewrite, rewrite rule, rewrite rules, rewrite loop, rewrites, varnish, opcode cache, web cache, page cache, max_children, fpm pool, frontend, prod, production site, live site, test site, dev site, old site, new site, cms, typo3, prestashop, moodle, phpbb, forum, gallery, wiki, wp admin page, wp site, wp install, word press, wordpress site, htpasswd, password protection, favicon, cors, header, headers, security headers, csp, cookie banner, contact page, website backup, web backup, malware, virus, infected files, hacked files, spam pages, ssl on, free ssl, wildcard ssl, wildcard certificate, wildcard cert, letsencrypt, ev certificate, ssl certificates, certificates, https redirect, www redirect, http redirect, sub site, subsite, microsite, website, web site, site, sites, homepage, home page, web page, page, webpage, wordpress, wp, plugin, plugins, theme, woocommerce, joomla, drupal, magento, htaccess, ssl, ssl certificate, ssl cert, certificate, cert, certs, https, tls, lets encrypt, " +
      "subdomain, sub domain, addon domain, add on domain, parked domain, staging site, staging, document root, docroot, public_html, web root, index, redirect, 301 redirect, maintenance mode, shop, store, blog, web app, landing page, content, wp config, " +
      "robots, sitemap, banner, logo, directory index, default document, maintenance page, object cache, hotlink protection, contact form, web site backup, opcache, webspace, web space, web hosting content, ssl certs, cdn, http",
  ),
  subscription: list(
    "legacy plan, business line, newsletter offer, service agreement, free year, free plan, paid plan, annual discount, months free, free month, free months, discount, voucher, promo, credit note, chargeback, billing, bills, reseller quota, reseller package, reseller plan, whmcs license, cpanel license, plesk license, litespeed license, bigger one, small one, smaller one, cheaper one, bigger plan, smaller plan, cheaper plan, bigger package, smaller package, hosting contract, service contract, contract no, contract number, sub, subs, yearly plan, annual plan, monthly plan, hosting renewal, storage plan, mailbox plan, backup plan, backup service, sla, support plan, care plan, maintenance plan, managed plan, email package, extra services, extras, pro forma, billing term, renewal date, auto pay, autopay, subscription, subscriptions, plan, plans, package, hosting plan, hosting package, hosting, hosting service, auto renewal, automatic renewal, automatic renewals, auto renewals, autorenewal, auto renew, autorenew, billing cycle, billing period, payment plan, addon, add on, contract, " +
      "trial, free trial, tier, hosting account, business plan, pro plan, starter plan, reseller plan, license, licence, seat, seats, backup addon, backup option, fee, fees, package option, my services, the service, membership, annual billing, monthly billing, yearly billing, " +
      "premium, vps plan, server plan, renewals, email plan, recurring payment, coupon, promo code, discount code, payment, double charge, our service, my service, licenses, license key, licence key, yearly, annually, monthly",
  ),
  account: list(
    "invoice, invoices, invoice currency, invoice name, billing profile, gdpr, all your databases, your databases, your database, your mailing list, your records, your system, your systems, your files, main contact, second e mail, phone calls, preferred currency, head office, tax details, po box, in his name, in her name, in their name, in my name, in our name, into my name, into our name, into his name, into her name, street, house number, postcode, post code, zip code, zip, town, registered office, registered address, company address, mailing addr, records accordingly, your records, cell, cell phone, cell number, mobile, mobile phone, landline, telephone number, phone num, old mobile, new mobile, company, trading name, business name, firm name, sepa, sepa mandate, mandate, standing order, payment info, payment profile, stored card, saved card, cc, credit card details, amex, mastercard, account contact, contact person, contact persons, contacts, authorised user, authorized user, authorised contacts, authorized contacts, authorised person, authorized person, emergency contact, billing person, maiden name, married name, my surname, registered name, vat, vat registration, company registration, tax exempt, tax exemption, po number, notification settings, notifications, email preferences, our details, personal info, mail on file, e mail on file, main email, primary email, account holder name, customer details, customer account, client account, client profile, account, accounts, my profile, profile, email address, e mail address, email, e mail, contact email, contact address, email on file, address on file, phone number, phone, mobile number, billing address, billing info, billing information, billing details, " +
      "billing contact, billing email, invoices to, invoices sent to, invoices should go to, invoices go to, invoices sent, invoices mailed, invoices e mailed, get the invoices, gets the invoices, receive the invoices, receives the invoices, company name, account name, account owner, ownership, owner, account holder, primary contact, contact details, contact info, contact information, postal address, street address, credit card, card on file, card, debit card, " +
      "payment method, payment details, paypal, bank account, vat number, vat id, tax id, name on the account, last name, surname, first name, client area, personal data, personal details, account data, my data, newsletter, mailing list, authorized contact, authorised contact, " +
      "contact, technical contact, admin contact, direct debit, account email, account details, account settings, legal name, home address, mailing address, address, iban, account balance, credit, language setting, recovery email, forwarder, forwarding, email forwarding, email alias, alias, autoresponder, catch all, catchall, payment card, visa, mastercard, new card, notification email, invoice language, language of my invoices, invoice address, billing name, spam filter, account data, tax number, bank details, card details, my number, phone no, office address, my name, our name, company details, customer record, customer data, marketing emails",
  ),
};

/** Whatever is done to them, and wherever: the certificate of a server is renewed as a website's. */
export const EN_FIRM = [
  ...EN_OBJECTS.credentials.filter(
    (one) => !["access", "rights", "root", "key", "keys", "ftp", "sftp", "shell", "user"].includes(one),
  ),
  ...list(
    "gdpr, all your databases, your databases, hotlinking, inbound, outbound, ingress, egress, static route, vlan, firewall exception, wireguard, openvpn, vpn client, vpn config, vpn login, vpn password, vpn users, vpn, vpn user, vpn account, vpn access, vpn profile, vpn tunnel, tunnel, firewall, firewall rule, trusted ip, trusted ips, trusted ip address, ip whitelist, allow list, trusted list, ip address, ip addresses, dedicated ip, static ip, load balancer, " +
      "ssl, ssl certificate, ssl cert, certificate, cert, certs, ssl certs, lets encrypt, " +
      "a rec, a records, aaaa records, txt records, caa, glue, private nameservers, reverse lookup, reverse lookup zone, failover record, dkim selector, dns, dns record, dns records, dns entry, dns zone, zone file, a record, aaaa record, mx, mx record, mx records, mx entry, cname, cname record, txt, txt record, spf, spf record, dkim, dkim record, dmarc, dmarc record, srv record, caa record, ns record, ptr, ptr record, rdns, reverse dns, nameserver, nameservers, name server, name servers, ttl, dnssec",
  ),
];

export const EN_PARTS = {
  website: list(
    "php, php version, php memory limit, memory_limit, upload limit, max upload size, database, databases, db, mysql database, backup, backups, file, files, folder, folders, directory, cache, permissions, file permissions, error pages, error page, app, application, script, upload_max_filesize, code, ioncube, node version, php extension, extension, module, debug mode, site backup, post_max_size, execution time, php ini, php handler, handler, fpm, max_execution_time, table, tables, language",
  ),
  server: list(
    "cron, cron job, cronjob, cron jobs, scheduled task, process, log, package version, python version, daemon, limit, limits",
  ),
};
