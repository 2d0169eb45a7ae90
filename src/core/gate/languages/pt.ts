import type { Language } from "../language.ts";
import { each, list, verbs, withTechnical } from "./lists.ts";

/** Portuguese, of Portugal and of Brazil. Accents are compared as if there were none. */
export const PT: Language = {
  code: "pt",
  common: list(
    "o, os, e, meu, minha, meus, minhas, que, em, para, com, como, posso, pode, podem, poderia, poderiam, preciso, quero, queria, gostaria, favor, um, uma, do, da, dos, das, no, na, nao, ola, oi, obrigado, obrigada, onde, quando, qual, porque, esta, este, voces, voce, tenho, desde, mais, nosso, nossa, bom, boa, por, se, sao, quanto, mas, ao, foi, muito, ontem, ja, tem",
  ),
  verbs: [
    ...verbs(
      [
        ["cancelar/cancele/cancela/cancelem/cancelamento/rescindir", "cancelado/cancelada"],
        ["renovar/renove/renova/renovem/renovação", "renovado/renovada"],
        ["reembolsar/reembolso/estornar/estorno/devolver/devolvam", "reembolsado/estornado/devolvido"],
      ],
      "subscription",
    ),
    ...verbs([["fazer upgrade/contratar/mudar de plano/subir de plano", "contratado"]], null, "subscription"),
    ...verbs(
      [["reiniciar/reinicie/reinicia/reiniciem/reinício/rebootar", "reiniciado/reiniciada"]],
      "server",
    ),
    ...verbs(
      [
        [
          "desbloquear/desbloqueie/desbloqueia/desbloqueiem/bloquear/bloqueie/bloqueiem/liberar/libere/libera/liberem/permitir",
          "desbloqueado/desbloqueada/bloqueado/liberado/liberada",
        ],
      ],
      null,
      "network",
    ),
    ...verbs(
      [
        [
          "mudar/mude/muda/mudem/mudança/alterar/altere/altera/alterem/alteração/trocar/troque/troca/troquem/modificar/modifique/editar",
          "mudado/mudada/alterado/alterada/trocado/trocada/modificado",
        ],
        [
          "redefinir/redefina/redefinam/resetar/resete/reseta/resetem/repor/reponham/restaurar/restaure/restaura/restaurem/restauração",
          "redefinido/redefinida/resetado/resetada/restaurado/restaurada",
        ],
        [
          "criar/crie/cria/criem/criação/adicionar/adicione/adiciona/adicionem/acrescentar/configurar/configure/configurem/cadastrar/cadastre/colocar/coloque/coloquem/pôr",
          "criado/criada/adicionado/adicionada/configurado/cadastrado",
        ],
        [
          "remover/remova/remove/removam/apagar/apague/apaga/apaguem/excluir/exclua/excluam/eliminar/elimine/tirar/tirem/deletar/delete",
          "removido/removida/apagado/apagada/excluído/excluída/eliminado",
        ],
        [
          "ativar/ative/ativa/ativem/ativação/desativar/desative/desativa/desativem/habilitar/habilite/desabilitar/desligar/desliguem/ligar",
          "ativado/ativada/desativado/desativada/habilitado",
        ],
        [
          "aumentar/aumente/aumenta/aumentem/aumento/ampliar/reduzir/reduza/reduzam/diminuir/expandir/dobrar",
          "aumentado/aumentada/ampliado/reduzido",
        ],
        [
          "instalar/instale/instala/instalem/instalação/atualizar/atualize/atualiza/atualizem/atualização/reinstalar",
          "instalado/instalada/atualizado/atualizada",
        ],
        [
          "mover/mova/movam/migrar/migre/migrem/migração/transferir/transfira/transfiram/transferência/apontar/aponte/apontem/redirecionar/abrir/abra/abram/fechar/feche/fechem/encerrar/encerrem",
          "movido/migrado/transferido/apontado/aberto/fechado/encerrado",
        ],
        [
          "corrigir/corrijam/atribuir/substituir/substituam/gerar/gerem/revogar/renomear",
          "corrigido/atribuído/substituído/gerado",
        ],
      ],
      null,
      "account",
    ),
  ],
  objects: withTechnical({
    credentials: list(
      "senha, senhas, palavra passe, palavras passe, usuário, utilizador, nome de usuário, nome de utilizador, credenciais, acesso, acessos, dados de acesso, caixa de correio, caixa de email, conta de email, contas de email, conta de e mail, conta ftp, dois fatores, autenticação de dois fatores, código epp, código de autorização, chave ssh, acesso root",
    ),
    network: list(
      "porta, portas, endereço ip, endereços ip, ip fixo, ip dedicado, lista branca, rede, usuário vpn, acesso vpn, meu ip",
    ),
    dns: list(
      "registro, registros, registo, registos, registro mx, registo mx, registro a, registro txt, registro dns, registros dns, registo dns, domínio, domínios, servidores de nomes, zona dns, entrada dns, entradas dns, transferência de domínio",
    ),
    server: list(
      "servidor, servidores, memória, memória ram, disco, espaço em disco, armazenamento, sistema operacional, sistema operativo, núcleos, máquina",
    ),
    website: list(
      "site, sítio, página, página web, certificado, certificado ssl, cópia de segurança, loja, subdomínio, base de dados, banco de dados, arquivos, ficheiros, redirecionamento, versão do php, modo de manutenção",
    ),
    subscription: list(
      "assinatura, subscrição, plano, pacote, hospedagem, alojamento, renovação automática, contrato, fatura, dinheiro, pagamento anual, pagamento mensal, serviço",
    ),
    account: list(
      "conta, minha conta, endereço, endereço de email, endereço de e mail, endereço de cobrança, morada, dados de faturamento, dados de faturação, cartão, cartão de crédito, telefone, número de telefone, método de pagamento, forma de pagamento, titular, nome da empresa, dados de contato, dados de contacto, perfil, sobrenome, nif, cnpj, cpf",
    ),
  }),
  parts: {},
  firm: [],
  acts: {
    order: [
      ...each(
        "pode, podem, poderia, poderiam, podes, podia, podiam",
        "alguém, me, nos, vocês, você, por favor, fazer o favor de",
      ),
      ...list(
        "pode, podem, poderia, poderiam, podes, podia, podiam, você pode, vocês podem, alguém pode, preciso que, quero que, queria que, gostaria que, solicito, solicito a, solicito o, solicito que, peço que, peço, agradeço que, agradecia que, façam o favor de, têm que, vocês têm que, seria possível que, se puderem, se puder, se pudessem, favor",
      ),
    ],
    wish: list(
      "quero, queria, gostaria de, gostava de, preciso, precisamos, queremos, desejo, gostaríamos de, tenho que, tenho de, devo, preciso de, é preciso",
    ),
    get: list(
      "preciso de um, preciso de uma, preciso do, preciso da, preciso do meu, preciso da minha, precisamos de um, precisamos de uma, quero um, quero uma, queria um, queria uma, me dê, me dá, dê me, envie me, me envie, me envia, me mande, me manda, me enviem, me mandem, qual é a minha, qual é o meu, qual a minha, qual o meu, pode me dar, podem me dar, pode me enviar, podem me enviar",
    ),
    help: list(
      "preciso de ajuda, preciso de ajuda para, preciso de ajuda com, ajuda com, ajuda para, me ajude, me ajudem, ajudem me, pode me ajudar, podem me ajudar, ajudar",
    ),
    passive: list("deve ser, devem ser, tem que ser, precisa ser, deve, deveria, tem de ser"),
    perhaps: list(
      "é possível que, seria possível, há possibilidade, posso ter, poderia ter, podemos, poderíamos",
    ),
    howto: list(
      "como posso, como faço, como faço para, como é que, como se, como, onde posso, onde, o que devo fazer para, o que preciso fazer para, guia, tutorial, instruções, passos para, manual, explique como, me diga como, diga me como, maneira de, forma de",
    ),
    question: list(
      "o que, o que é, o que acontece, qual, qual é, quais, quando, por que, porque, por quê, quem, quanto, quantos, quantas, quanto tempo, quanto custa, há, existe, é possível, é necessário, é normal, está, estão, vocês têm, vocês oferecem, inclui, funciona, posso, dá para, devo, já foi, pergunta sobre, uma pergunta, uma dúvida, dúvida sobre, tenho uma dúvida, queria saber, gostaria de saber, quero saber, preciso saber, saber, diferença",
    ),
    inform: list(
      "me dizer, me diga, diga me, dizer me, explicar, explique, me explicar, verificar, verifique, verifiquem, conferir, olhar, ver, confirmar, confirme, confirmem, informar, me informar, mostrar, me mostrar, recomendar, avisar, me avisem, indicar, entender, contactar, falar",
    ),
    own: list(
      "vou, vamos, estou tentando, estou a tentar, tento, tentei, não consigo, não posso, não conseguimos, posso fazer, eu faço, meu desenvolvedor vai",
    ),
    past: list(
      "ontem, mudei, alterei, troquei, já mudei, desde que, desde, depois de, obrigado por, obrigada por, há dois, foi, fui, me disseram, atualizei, reiniciei, cancelei, tinha, vocês mudaram",
    ),
    when: list("se eu, se, quando eu, quando, assim que, antes de, enquanto, até que, caso, depois que"),
    not: list("não quero, não preciso, não quero que, não é preciso, não, sem, nunca, em vez de, nada"),
  },
  marks: {
    filler: list(
      "olá, oi, bom dia, boa tarde, boa noite, obrigado, obrigada, muito obrigado, sim, ok, certo, também, além disso, hoje, agora, urgente, urgentemente, rápido, prezados, equipe, equipa, suporte, a, de, em, com, para, ao, à, do, da, dos, das, no, na, pra, pro, sobre, amanhã, então, bem, imediatamente, que",
    ),
    and: list("e, ou"),
    but: list("mas, porém, contudo, por isso, então por favor"),
    who: list("eu, nós, isto, isso, tudo, ele, ela"),
    please: list("por favor, porfavor, pfv, pf, please, se faz favor, por gentileza"),
    definite: list(
      "meu, minha, meus, minhas, nosso, nossa, nossos, nossas, o, os, as, este, esta, esse, essa, me, nos, do meu, da minha, no meu, na minha",
    ),
    article: list("um, uma, uns, umas, dois, duas, três"),
    more: list("novo, nova, novos, novas, mais, outro, outra, adicional, adicionais, extra, maior"),
    change: [],
    one: [],
    myself: list("eu mesmo, eu mesma, por conta própria, sozinho, sozinha, nós mesmos"),
    trouble: list(
      "erro, erros, problema, problemas, lento, lenta, fora do ar, não funciona, não carrega, não chega, falha, hackeado, expirado, vencido, caiu",
    ),
    plain: list(
      "fechar o chat, fechar o ticket, abrir um ticket, criar um ticket, seu servidor, seus servidores, vossos servidores, seu site, cópia da fatura",
    ),
  },
  tickets: {
    credentials: list("qual é a minha senha, qual a minha senha, qual é o meu usuário, me deixem entrar"),
    subscription: list("quero meu dinheiro de volta, devolvam o meu dinheiro, quero o meu dinheiro de volta"),
  },
  asks: {
    credentials: list(
      "esqueci minha senha, esqueci a minha senha, esqueci a senha, perdi minha senha, perdi a senha, não lembro minha senha, não me lembro da senha, esqueci a palavra passe, esqueci me da senha",
    ),
  },
  noTypos: [],
  elided: [],
  examples: [
    { text: "Por favor, redefina a minha senha", verdict: "ticket", category: "credentials" },
    { text: "Vocês podem adicionar um registro MX para example.org?", verdict: "ticket", category: "dns" },
    { text: "Preciso de mais memória no meu servidor", verdict: "ticket", category: "server" },
    { text: "quero cancelar a minha assinatura", verdict: "ticket", category: "subscription" },
    { text: "por favor liberem o meu IP na firewall", verdict: "ticket", category: "network" },
    { text: "Podem alterar o meu endereço de cobrança?", verdict: "ticket", category: "account" },
    { text: "restaurem o meu site de ontem por favor", verdict: "ticket", category: "website" },
    { text: "esqueci a minha senha", verdict: "ask", category: "credentials" },
    { text: "Como posso mudar a minha senha?", verdict: "chat", category: null },
    { text: "Onde vejo os registros DNS?", verdict: "chat", category: null },
    { text: "Ontem mudei os meus DNS, quanto tempo demora?", verdict: "chat", category: null },
    { text: "O meu site está muito lento desde hoje de manhã", verdict: "chat", category: null },
    { text: "muito obrigado pela ajuda", verdict: "chat", category: null },
  ],
};
