import type { Language } from "./language.ts";

export const portuguese: Language = {
  yes: "sim confirmo confirmado confirmada aprovo aprovado autorizo autorizado".split(" "),
  no: "não nao nunca".split(" "),
  refusals: [
    ..."nego negado negada recuso recusado recusada rejeito rejeitado".split(" "),
    ..."cancelar cancela cancele cancelem cancelado parar pare parem".split(" "),
  ],
  but: "mas se não nao exceto salvo porém porem embora ou só somente apenas quando".split(" "),
  greetings: [
    ..."olá|ola|oi|bom dia|boa tarde|boa noite".split("|"),
    ..."prezado|prezada|prezados|prezadas|caro|cara|caros|caras".split("|"),
  ],
  harmless: ["não há problema", "nao ha problema"],
};
