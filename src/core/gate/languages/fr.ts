import type { Language } from "../language.ts";
import { each, list, verbs, withTechnical } from "./lists.ts";

/** French. Accents are compared as if there were none; "l'", "d'" and the like are part of their word. */
export const FR: Language = {
  code: "fr",
  common: list(
    "le, la, les, et, je, mon, ma, mes, est, que, pour, avec, comment, puis, pouvez, pouvezvous, vous, nous, veuillez, besoin, voudrais, jai, une, un, du, des, sur, dans, ne, pas, bonjour, bonsoir, merci, ou, quand, quel, quelle, pourquoi, ce, cette, notre, nos, votre, vos, il, elle, au, aux, plus, se, sont, cest, mais, depuis, svp, stp, souhaite, souhaiterais, ai, etes, avez, jaimerais, fait, faire, hier",
  ),
  verbs: [
    ...verbs(
      [
        [
          "annuler/annulez/annule/annulation/résilier/résiliez/résiliation/résilie",
          "annulé/annulée/résilié/résiliée",
        ],
        ["renouveler/renouvelez/renouvellement/prolonger/prolongez", "renouvelé/renouvelée/prolongé"],
        ["rembourser/remboursez/remboursement", "remboursé/remboursée"],
      ],
      "subscription",
    ),
    ...verbs([["surclasser/rétrograder/upgrader/downgrader", "surclassé"]], null, "subscription"),
    ...verbs(
      [
        [
          "redémarrer/redémarrez/redémarrage/rebooter/rebootez/relancer/relancez",
          "redémarré/redémarrée/relancé",
        ],
      ],
      "server",
    ),
    ...verbs(
      [
        [
          "débloquer/débloquez/bloquer/bloquez/autoriser/autorisez/déblocage/whitelister",
          "débloqué/débloquée/bloqué/bloquée/autorisé/autorisée",
        ],
      ],
      null,
      "network",
    ),
    ...verbs(
      [
        [
          "changer/changez/change/changement/modifier/modifiez/modifie/modification/éditer",
          "changé/changée/changés/modifié/modifiée/modifiés",
        ],
        ["réinitialiser/réinitialisez/réinitialise/réinitialisation/resetter", "réinitialisé/réinitialisée"],
        [
          "créer/créez/crée/création/ajouter/ajoutez/ajoute/ajout/configurer/configurez/mettre/mettez/mettre en place/installer/installez/installe/installation",
          "créé/créée/ajouté/ajoutée/configuré/configurée/installé/installée",
        ],
        [
          "supprimer/supprimez/supprime/suppression/effacer/effacez/enlever/enlevez/retirer/retirez",
          "supprimé/supprimée/effacé/enlevé/retiré",
        ],
        [
          "activer/activez/active/activation/désactiver/désactivez/désactive/désactivation/couper/coupez/éteindre",
          "activé/activée/désactivé/désactivée",
        ],
        [
          "augmenter/augmentez/augmente/augmentation/réduire/réduisez/agrandir/diminuer/doubler",
          "augmenté/augmentée/réduit/agrandi/doublé",
        ],
        [
          "restaurer/restaurez/restaure/restauration/mettre à jour/mettez à jour/mise à jour/réinstaller/réinstallez",
          "restauré/restaurée/mis à jour/mise à jour/réinstallé",
        ],
        [
          "déplacer/déplacez/migrer/migrez/migration/transférer/transférez/transfert/pointer/pointez/rediriger/redirigez/faire pointer/ouvrir/ouvrez/ouverture/fermer/fermez/clôturer/clôturez/passer/passez",
          "déplacé/migré/transféré/redirigé/ouvert/fermé/clôturé",
        ],
        [
          "corriger/corrigez/attribuer/attribuez/remplacer/remplacez/générer/générez/révoquer/renommer/déverrouiller/déverrouillez",
          "corrigé/attribué/remplacé/généré/révoqué/renommé/déverrouillé",
        ],
      ],
      null,
      "account",
    ),
  ],
  objects: withTechnical({
    credentials: list(
      "mot de passe, mots de passe, mdp, identifiant, identifiants, utilisateur, nom d'utilisateur, accès, accès ftp, compte ftp, boîte mail, boîte aux lettres, boîtes mail, adresse mail pro, compte mail, double authentification, code epp, code d'autorisation, clé ssh, clé api, accès root, code de transfert",
    ),
    network: list(
      "pare feu, parefeu, ports, adresse ip, adresses ip, ip fixe, ip dédiée, liste blanche, réseau, accès vpn, utilisateur vpn, mon ip",
    ),
    dns: list(
      "enregistrement, enregistrements, enregistrement mx, enregistrement a, enregistrement txt, enregistrement dns, enregistrement spf, domaine, domaines, nom de domaine, serveurs de noms, serveur de noms, zone dns, entrée dns, les dns, entrée mx, l'enregistrement",
    ),
    server: list(
      "serveur, serveurs, mémoire, mémoire vive, disque, espace disque, stockage, système d'exploitation, coeurs, machine, de ram",
    ),
    website: list(
      "site, site web, page, page d'accueil, certificat, certificat ssl, sauvegarde, sauvegardes, boutique, sous domaine, base de données, fichiers, redirection, version de php, extensions, mode maintenance, un certificat",
    ),
    subscription: list(
      "abonnement, mon abonnement, l'abonnement, formule, forfait, offre, pack, hébergement, mon hébergement, l'hébergement, renouvellement automatique, contrat, facture, argent, paiement annuel, paiement mensuel, facturation annuelle",
    ),
    account: list(
      "compte, mon compte, compte client, adresse email, adresse e mail, adresse mail, adresse, adresse de facturation, l'adresse, carte, carte bancaire, carte bleue, numéro de téléphone, téléphone, moyen de paiement, titulaire, nom de société, coordonnées, profil, nom de famille, numéro de tva, rib",
    ),
  }),
  parts: {},
  firm: [],
  acts: {
    order: [
      ...each(
        "pouvez vous, pourriez vous, peux tu, pourrais tu, pourriez, est ce que vous pouvez, est ce que vous pourriez, est ce que quelqu'un peut, quelqu'un peut, quelqu'un pourrait",
        "me, m', nous, s'il vous plaît, svp, y",
      ),
      ...list(
        "pouvez vous, pourriez vous, peux tu, pourrais tu, vous pouvez, vous pourriez, tu peux, est ce que vous pouvez, est ce que vous pourriez, quelqu'un peut, quelqu'un pourrait, veuillez, merci de, merci de bien vouloir, je vous demande de, je vous prie de, je demande, je demande la, je demande le, auriez vous l'amabilité de, prière de, j'aimerais que vous, je voudrais que vous, je souhaite que vous, il faut que vous, vous devez, serait il possible que vous, si vous pouviez, si vous pouvez, ayez l'obligeance de, j'ai besoin que vous, faites, on peut me",
      ),
    ],
    wish: list(
      "je veux, je voudrais, j'aimerais, je souhaite, je souhaiterais, nous voulons, nous voudrions, nous souhaitons, nous aimerions, j'ai besoin de, nous avons besoin de, je dois, nous devons, il faut, besoin de, j'aurais aimé",
    ),
    get: list(
      "j'ai besoin d'un, j'ai besoin d'une, j'ai besoin du, j'ai besoin de mon, j'ai besoin de mes, j'ai besoin d'un nouveau, j'ai besoin d'une nouvelle, il me faut, il nous faut, je veux un, je veux une, je voudrais un, je voudrais une, donnez moi, donne moi, envoyez moi, envoie moi, renvoyez moi, quel est mon, quels sont mes, pouvez vous me donner, pouvez vous m'envoyer, pourriez vous me donner, pourriez vous m'envoyer, me donner, m'envoyer, nous avons besoin d'un, nous avons besoin d'une",
    ),
    help: list(
      "besoin d'aide, besoin d'aide pour, j'ai besoin d'aide, j'ai besoin d'aide pour, aidez moi, aidez moi à, aide pour, pouvez vous m'aider, pouvez vous m'aider à, pourriez vous m'aider, pourriez vous m'aider à, m'aider, m'aider à",
    ),
    passive: list("doit être, doivent être, doit, devrait, devrait être, à faire"),
    perhaps: list(
      "est il possible de, serait il possible de, est il possible d', serait il possible d', est il possible d'avoir, serait il possible d'avoir, puis je avoir, pourrais je avoir, peut on, pouvons nous, pourrions nous, est ce possible de, possible de",
    ),
    howto: list(
      "comment puis je, comment faire pour, comment, où puis je, où, où se trouve, que dois je faire pour, expliquez moi comment, dites moi comment, tutoriel, guide, procédure, la marche à suivre, mode d'emploi, documentation, étapes pour, moyen de",
    ),
    question: list(
      "que, qu'est ce que, quel, quelle, quels, quelles, quel est, quelle est, quand, pourquoi, qui, combien, combien de temps, combien coûte, est ce que, est ce que je peux, est ce que je dois, est ce que mon, est ce que le, est ce normal, y a t il, avez vous, proposez vous, puis je, dois je, peut on, est il nécessaire, faut il, une question, question sur, j'ai une question, je me demande, je voudrais savoir, j'aimerais savoir, je souhaite savoir, savoir si, savoir, différence, le statut",
    ),
    inform: list(
      "dites moi, dites nous, dis moi, expliquer, expliquez, expliquez moi, m'expliquer, vérifier, vérifiez, regarder, regardez, voir, confirmer, confirmez, m'indiquer, indiquer, indiquez moi, me dire, montrer, montrez moi, me montrer, recommander, conseiller, me conseiller, m'informer, informer, comprendre, parler, contacter, me confirmer",
    ),
    own: list(
      "je vais, nous allons, j'essaie de, j'essaye de, j'ai essayé de, je n'arrive pas à, je ne peux pas, je ne parviens pas à, impossible de, je peux, je le ferai, mon développeur va, en essayant de",
    ),
    past: list(
      "j'ai, nous avons, vous avez, a été, ont été, hier, depuis, depuis que, après, merci pour, suite à, j'avais, on m'a dit, il y a, déjà, était, a",
    ),
    when: list(
      "si je, si j', si on, si nous, quand je, lorsque, une fois que, avant de, pendant, parce que, car, jusqu'à, dès que, puisque",
    ),
    not: list(
      "ne pas, ne touchez pas, ne changez rien, ne modifiez rien, ne changez pas, je ne veux pas, je ne souhaite pas, pas besoin de, sans, ne, n', au lieu de",
    ),
  },
  marks: {
    filler: list(
      "bonjour, bonsoir, salut, merci, merci beaucoup, oui, non, ok, d'accord, aussi, également, alors, donc, urgent, rapidement, vite, aujourd'hui, maintenant, tout de suite, madame, monsieur, équipe, support, à, de, d', du, au, aux, des, pour, sur, dans, en, avec, vers, par, chez, immédiatement, bien vouloir, simplement, juste, svp merci, cordialement",
    ),
    and: list("et, ou, ainsi que"),
    but: list("mais, cependant, pourtant, par contre, du coup"),
    who: list("je, on, il, elle, ça, cela, c'est, tout"),
    please: list("s'il vous plaît, s'il te plaît, svp, stp, please, s'il vous plait"),
    definite: list("mon, ma, mes, notre, nos, le, la, les, ce, cette, cet, ces, me, m', nous, moi, l'"),
    article: list("un, une, deux, trois, d'un, d'une"),
    more: list(
      "nouveau, nouvelle, nouveaux, nouvel, plus de, plus, autre, autres, supplémentaire, supplémentaires, deuxième, davantage de",
    ),
    change: [],
    one: [],
    myself: list("moi même, nous mêmes, tout seul, par moi même"),
    trouble: list(
      "erreur, erreurs, problème, problèmes, lent, lente, en panne, hors ligne, ne fonctionne pas, ne marche pas, ne marche plus, ne fonctionne plus, bug, expiré, piraté, n'arrive pas, inaccessible",
    ),
    plain: list(
      "fermer le chat, fermer le ticket, ouvrir un ticket, créer un ticket, votre serveur, vos serveurs, vos dns, votre site, vos nameservers, copie de la facture, copie de ma facture",
    ),
  },
  tickets: {
    credentials: list("quel est mon mot de passe, quel est mon identifiant, laissez moi entrer"),
    subscription: list("remboursez moi, je veux être remboursé, rendez moi mon argent"),
  },
  asks: {
    credentials: list(
      "mot de passe oublié, j'ai oublié mon mot de passe, oublié mon mot de passe, j'ai perdu mon mot de passe, perdu mon mot de passe, mot de passe perdu",
    ),
  },
  noTypos: [],
  elided: ["d", "l", "m", "n", "s", "qu", "j"],
  examples: [
    { text: "Veuillez réinitialiser mon mot de passe", verdict: "ticket", category: "credentials" },
    {
      text: "Pouvez-vous ajouter un enregistrement MX pour example.org ?",
      verdict: "ticket",
      category: "dns",
    },
    { text: "J'ai besoin de plus de mémoire sur mon serveur", verdict: "ticket", category: "server" },
    { text: "je voudrais résilier mon abonnement", verdict: "ticket", category: "subscription" },
    { text: "Merci d'ouvrir le port 8080 dans le pare-feu svp", verdict: "ticket", category: "network" },
    { text: "Pourriez-vous changer mon adresse de facturation", verdict: "ticket", category: "account" },
    { text: "restaurez mon site web d'hier svp", verdict: "ticket", category: "website" },
    { text: "mot de passe oublié", verdict: "ask", category: "credentials" },
    { text: "Comment puis-je changer mon mot de passe ?", verdict: "chat", category: null },
    { text: "Où se trouvent les enregistrements DNS ?", verdict: "chat", category: null },
    { text: "J'ai changé mes DNS hier, combien de temps faut-il ?", verdict: "chat", category: null },
    { text: "Mon site est très lent depuis ce matin", verdict: "chat", category: null },
    { text: "merci beaucoup pour votre aide", verdict: "chat", category: null },
  ],
};
