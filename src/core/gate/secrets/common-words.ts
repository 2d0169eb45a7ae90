const list = (words: string): ReadonlySet<string> =>
  new Set(words.split(/\s+/).filter((word) => word !== ""));

/**
 * What is said of a password instead of naming it ("is wrong", "is the same as before", "is required"), and the words
 * with which a sentence goes on. Lower case, straight apostrophes, no punctuation at either end. A word that is
 * missing here is a false alarm; one that is wrongly here lets a password of that one word pass.
 */
export const SAID_OF_PASSWORDS = list(`
  a about above absolutely accepted accurate across active actually affected after again against ago all allowed almost
  alone already also alright always am an and annoying another any anymore anyone anything anyway apparently applied are
  around as asap ask asked asking at automatic autofilled available away
  back bad based be because been before behind being below best better between blank blocked both bounced broken but by
  called can can't cannot cant capitalised capitalized case cause certain changed changing characters compromised complex
  confidential confirmed confused confusing copied correct correctly could couldn't current currently cached
  dead declined definitely denied different differently difficult disabled displayed do does doesn't doesnt done don't dont
  down due during
  each easy either else empty encrypted enough entered entirely error errors even ever every everyone everything
  everywhere exact exactly expired expiring exposed failed failing fails failure false fine first fixed following for
  forced forgot forgotten found free from fully funny
  generated genuinely get gets getting given giving go goes going gone good got great guaranteed
  had handled happening hard has hasn't have haven't having he hello help her here hey hi hidden him his how however
  i i'd i'll i'm i've if ignored illegal impossible in inactive incorrect incorrectly indeed ineffective initially
  insecure instead into invalid is isn't isnt it it's its itself
  jammed just kept kind kindly known
  last lately later leaked least left less let letters like likely limited literally locked long longer looking lost
  made mandatory many masked matched matching may maybe me meant mentioned messed might mine misspelled mistyped missing
  most much must my
  near necessary need needed needs neither never new newer next no nobody none nope nor normal not nothing now null
  obviously of off ok okay old older on once one only onto optional or original other otherwise our ours out
  outdated over own owned
  part passed pasted pending perfect permanent please plz possible possibly posted predefined presumably pretty probably
  problem problematic prompted proper protected provided public
  question quite random rather ready real really recent recently recognised recognized refused rejected remembered removed
  repeated requested required requires resent reset resetting resolved restricted returned right ruined
  safe said same saved saying says secret secure seemingly sensitive sent set several she short should shouldn't
  shown simple simply since slightly so some somebody somehow someone something sometimes somewhere soon sorry specified
  standard still stolen stored strange strong stuck stupid such supposed sure suspended synced
  taken temporary than thank thanks that that's the their them then there these they thing this those though through thus
  tied till to today together tomorrow tonight too totally tried tricky true try trying typed typo
  unable unavailable unchanged under unencrypted unfortunately unique unknown unrecognised unrecognized unsafe unset until
  unusable unused unverified up updated upon urgent us use used useless user usual usually
  valid validated verified very via vulnerable
  want wanted was wasn't we weak weird well were what what's when whenever where whereas whether which while who
  whoever why will with within without won't wont word words work worked working works worthless would wouldn't written wrong
  yes yesterday yet you you're your yours
  attempt authentication box button change changes check choice client computer dialog email enable entry
  expiration expiry feature field fields file form gate generator generic hash hashing hint input issue issues length
  level link login mail manager managers minimum option page policy popup prompt protection recovery request rule rules
  screen section server setting settings strength system thing verification window
  access asdf continue connect log ssh website site webmail account mailbox database hosting panel cpanel dashboard unlock view open read
  see sign join edit protect test admin wordpress phpmyadmin it's there's
  abgelaufen aber auch das dem den der die ein eine einfach falsch für gesperrt gültig ich ihr ihre inkorrekt ist kein
  korrekt leer leider mehr mein mit muss nicht nie noch nur oder richtig schon sehr sein sicher und ungültig unbekannt
  unsicher vergessen verloren vom von wie wird wurde zu zum zur zurückgesetzt zurücksetzen ändern geändert
  al caducada como con cuenta de del el en es esta está expirada hay inválida la lo malo más mi muy no olvidada olvidé
  para pero por que qué se segura si sin su una válida vencida y cambiar restablecer
  à au aux avec ce cette c'est dans des du elle en est et expiré faux il incorrecte invalide je le les mais
  mauvais ne oublié ou pas perdu plus pour qu'il que qui sa sur trop un une valide votre changer réinitialiser
  incorrecta incorrecto correcta correcto pública público privada débil distinta diferente misma mismo igual bloqueada
  cambiada aceptada rechazada necesaria obligatoria antigua nueva nuevo vieja
  incorrect correct bon bonne même différent requis obligatoire accepté refusé bloqué faible nouveau ancien
  correta incorreta mesma fraca obrigatória aceita recusada nova antiga velha fixa
  derselbe dasselbe dieselbe gleich anders blockiert abgelehnt akzeptiert nötig erforderlich notwendig bekannt weg
  kaputt neu alt geschützt gesetzt
  a ao até com da das do dos e errada errado esqueci esquecida expirada expirou foi inválida já mais mas mudar na não
  nem no nos o os ou para pela por porque que redefinir sem ser seu sua também um uma alterar
`);

/** Words that may stand between "is" and the password: "is still", "is now set to". */
export const BEFORE_THE_VALUE = list(`
  still now just currently actually simply literally always probably set changed reset to the following this one
  like something maybe not also only again really obviously supposedly apparently as follows here be been
  noch jetzt immer nur nun ahora aún todavía siempre toujours maintenant agora sempre ainda
`);

/** Behind a single plain word these show that the sentence ends with it: "is sunshine and my user is bob". */
export const AFTER_THE_VALUE = list(`
  and but can could please pls plz why so if thanks thx thank what my for user username login email mail or would will
  help account und bitte y por et s'il e mas but it when though although because since which that
  mein meine o pero mais ou aber danke gracias merci obrigado obrigada doesn't isn't don't does
`);

/** A number before one of these is a length or an age: "the password is 8 characters long". */
export const UNITS = list(`
  character characters char chars digit digits letter letters symbol symbols word words long year years month months
  week weeks day days hour hours minute minutes min mins second seconds sec times time tries attempts bytes bit bits
  zeichen stellen buchstaben tage tag monate wochen stunden minuten jahre caracteres letras días dias meses caractères
  lettres jours mois users people mailboxes accounts sites
`);
