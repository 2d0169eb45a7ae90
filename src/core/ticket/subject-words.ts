/** Words of a ticket's subject by what they tell: English, German, Spanish, French and Portuguese, in lower case. */

const words = (...lists: readonly string[]): ReadonlySet<string> =>
  new Set(lists.flatMap((list) => list.split(/\s+/)));

/** Say that somebody wants something, and not what. */
export const GENERIC = words(
  "help helpme urgent urgently asap emergency question questions hello hi hey issue issues problem problems trouble",
  "support request requests ticket error errors please fix assistance assist important importance info information",
  "need needed needs test testing subject none something broken working work works stuff thing things chat query",
  "enquiry inquiry quick new general other misc untitled thanks thank dear team sir madam good morning day evening",
  "afternoon attention immediately now today wrong again update reply response re fwd fw na sos high priority",
  "hilfe dringend frage fragen hallo moin servus problem probleme störung fehler anfrage bitte wichtig sofort kaputt",
  "funktioniert geht guten tag morgen abend betreff unterstützung sache etwas danke eilig",
  "ayuda urgente pregunta preguntas consulta hola problema problemas incidencia soporte solicitud favor importante",
  "funciona buenos buenas días dias tardes asunto gracias duda error ahora algo",
  "aide urgence urgent question bonjour bonsoir salut problème probleme souci demande assistance svp important erreur",
  "marche fonctionne sujet merci quelque chose besoin rien",
  "ajuda socorro urgência dúvida duvida pergunta olá ola oi problema pedido suporte importante erro bom boa dia tarde",
  "assunto obrigado obrigada agora preciso",
);

/** Name a thing of which everybody has one: half of a subject. */
export const BROAD = words(
  "account accounts website site sites server servers page email e-mail mail hosting domain service services system",
  "login web internet network computer customer user client",
  "konto webseite website seite dienst netzwerk rechner kunde benutzer",
  "cuenta sitio web página pagina correo servidor dominio servicio usuario cliente",
  "compte site serveur courriel domaine utilisateur réseau",
  "conta página servidor domínio dominio serviço rede usuário utilizador",
);

/** Join the others. */
export const SMALL = words(
  "a an the my our your his her their with about on in of for to is are am not no it its this that these those and or",
  "have has had i we you me us at from by do does did can can't cannot don't doesn't doesnt isn't isnt be been was",
  "were as so if then there here some any all very really just",
  "der die das den dem des ein eine einen einem einer mein meine meinen meiner meinem unser unsere mit zu zum zur im",
  "in an auf für von vom über ist sind nicht kein keine und oder ich wir sie es hat haben wie was bei",
  "el la los las un una unos unas mi mis nuestro nuestra con en de del al para por es está no y o me se que lo",
  "le les une des du au aux mon ma mes notre nos avec dans sur pour par est sont ne pas et ou je j'ai nous vous ce",
  "os as um uma meu minha meus minhas nosso nossa com em no na do da dos das ao é está não e eu nós",
);

/** Beginnings of words that tell what a ticket is about: whoever bears them is not a name. */
export const TOPICS: readonly string[] = [
  ...words(
    "backup restor dns mailbox invoice refund wordpress joomla drupal plesk cpanel outlook thunderbird firewall vpn ssl",
    "tls certif upgrad downgrad memory disk storage password reset databas mysql postgres cancel renew transfer migrat",
    "payment billing subscri nameserver record redirect spam quota ftp ssh php access slow down crash timeout backend",
    "apache nginx docker port forward alias add remov delet chang creat instal move open clos",
    "passwort rechnung zahlung sicherung zugang kündig postfach eintrag umzug umleitung langsam",
    "contraseña factura pago copia acceso cancelar registro lento",
    "facture paiement sauvegarde accès résili enregistrement lent",
    "senha fatura pagamento cópia acesso registo",
  ),
];

/** Open a request and say nothing of it. */
export const OPENING = words(
  "hi hello hey dear all team support there guys everyone good morning afternoon evening please pls plz kindly can could",
  "would will you i i'd i'm we we'd we're like to need want wish am are is it possible that just also hereby asking",
  "request requesting have had be able mind so ok okay thanks and help me us with",
  "hallo moin guten tag morgen abend liebes bitte könnt könnten können könntet ihr sie ich wir möchte möchten würde",
  "würden gerne gern brauche brauchen benötige benötigen mir uns",
  "hola buenos buenas días tardes por favor puede pueden podría podrían podéis me nos quiero quisiera necesito necesitamos",
  "bonjour bonsoir merci de s'il vous plaît svp pouvez-vous pourriez-vous je nous voudrais voudrions veuillez j'aimerais",
  "olá oi bom boa dia tarde pode podem poderia poderiam gostaria preciso precisamos quero eu",
);

/** Ask for something, wherever they stand. */
export const ASKING = words(
  "please pls plz kindly need want bitte möchte möchten brauche brauchen benötige benötigen quiero quisiera necesito",
  "necesitamos favor veuillez voudrais voudrions svp j'aimerais gostaria preciso precisamos quero",
);

/** Ask when "you" follows. */
export const ASKING_YOU = words("can could would will");

/** What comes after one of these is the why and the how. */
export const TURNING = words(
  "pointing because so since which that and but as when while where thanks thank asap please after before until if with",
  "weil damit und denn aber seit welche welcher welches danke sobald",
  "porque ya y pero desde gracias cuando",
  "parce car et mais depuis merci quand afin",
  "pois e mas desde obrigado obrigada quando",
);

/** Stand before a thing and tell nothing of it. */
export const ARTICLES = words(
  "a an the my our ein eine einen einem einer der die das den dem mein meine meinen unser unsere el la los las un una mi",
  "nuestro nuestra le les une des mon ma mes notre nos o os as um uma meu minha nosso nossa",
);
