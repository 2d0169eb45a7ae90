import type { Language } from "../language.ts";
import { each, list, verbs, withTechnical } from "./lists.ts";

/** Spanish. Accents are compared as if there were none. */
export const ES: Language = {
  code: "es",
  common: list(
    "el, la, los, las, y, mi, mis, que, en, por, para, con, como, puedo, puede, pueden, podria, podrian, podeis, necesito, quiero, quisiera, favor, es, un, una, del, al, no, se, lo, me, hola, gracias, donde, cuando, cual, porque, esta, este, hay, ustedes, usted, tengo, he, desde, mas, nuestro, nuestra, buenos, buenas, mucho, su, sus, son, cuanto, si, pero, le, nos",
  ),
  verbs: [
    ...verbs(
      [
        [
          "cancelar/cancela/cancele/cancelen/cancelación/cancelarme/anular/anule/dar de baja/baja/den de baja/dé de baja",
          "cancelado/cancelada/anulado",
        ],
        ["renovar/renueve/renueva/renueven/renovación", "renovado/renovada"],
        ["reembolsar/reembolso/devolver/devuelvan/reembólsenme/devolución", "reembolsado/devuelto"],
      ],
      "subscription",
    ),
    ...verbs(
      [
        [
          "mejorar/actualizar de plan/subir de plan/bajar de plan/contratar/ampliar mi plan",
          "mejorado/contratado",
        ],
      ],
      null,
      "subscription",
    ),
    ...verbs(
      [["reiniciar/reinicie/reinicia/reinicien/reiniciarme/reinicio", "reiniciado/reiniciada"]],
      "server",
    ),
    ...verbs(
      [
        [
          "desbloquear/desbloquee/desbloquea/desbloqueen/bloquear/bloquee/bloquea/bloqueen/permitir/permitan",
          "desbloqueado/desbloqueada/bloqueado/bloqueada",
        ],
      ],
      null,
      "network",
    ),
    ...verbs(
      [
        [
          "cambiar/cambie/cambia/cambien/cambiarme/cambio/cámbienme/modificar/modifique/modifiquen/editar/edite",
          "cambiado/cambiada/modificado/modificada",
        ],
        [
          "restablecer/restablezca/restablezcan/resetear/resetee/reseteen/reestablecer/restablecerme/resetearme",
          "restablecido/restablecida/reseteado",
        ],
        [
          "crear/cree/crea/creen/crearme/creación/añadir/añada/añade/añadan/agregar/agregue/agrega/agreguen/agregarme/añadirme/configurar/configure/configura/configuren/dar de alta/poner/ponga/pongan",
          "creado/creada/añadido/añadida/agregado/configurado",
        ],
        [
          "eliminar/elimine/elimina/eliminen/borrar/borre/borra/borren/quitar/quite/quita/quiten/suprimir",
          "eliminado/eliminada/borrado/borrada/quitado",
        ],
        [
          "activar/active/activa/activen/desactivar/desactive/desactiva/desactiven/habilitar/habilite/habiliten/deshabilitar/apagar/apague/encender",
          "activado/activada/desactivado/desactivada/habilitado",
        ],
        [
          "aumentar/aumente/aumenten/ampliar/amplíe/amplien/reducir/reduzca/reduzcan/subir/suban/bajar/bajen/incrementar",
          "aumentado/ampliado/reducido",
        ],
        [
          "instalar/instale/instala/instalen/actualizar/actualice/actualiza/actualicen/restaurar/restaure/restaura/restauren/restauración/reinstalar/instalarme",
          "instalado/instalada/actualizado/actualizada/restaurado/restaurada",
        ],
        [
          "mover/mueva/muevan/migrar/migren/transferir/transfiera/transfieran/apuntar/apunte/apunten/redirigir/abrir/abra/abran/cerrar/cierre/cierren/transferencia/apuntarme",
          "movido/migrado/transferido/abierto/cerrado",
        ],
        [
          "corregir/corrijan/asignar/asignen/reemplazar/sustituir/reasignar/generar/generen/revocar/actualizarme",
          "corregido/asignado/reemplazado/generado",
        ],
      ],
      null,
      "account",
    ),
  ],
  objects: withTechnical({
    credentials: list(
      "contraseña, contraseñas, clave, claves, usuario, usuarios, nombre de usuario, credenciales, acceso, accesos, datos de acceso, buzón, buzones, cuenta de correo, cuentas de correo, cuenta ftp, correo nuevo, doble factor, autenticación de dos factores, código epp, código de autorización, clave ssh, acceso root",
    ),
    network: list(
      "cortafuegos, puerto, puertos, dirección ip, direcciones ip, ip fija, ip dedicada, lista blanca, red, usuario vpn, acceso vpn",
    ),
    dns: list(
      "registro, registros, registro mx, registro a, registro txt, registro dns, registros dns, registro spf, registro cname, dominio, dominios, servidores de nombres, zona dns, servidor de nombres, transferencia de dominio",
    ),
    server: list(
      "servidor, servidores, memoria, disco, espacio en disco, almacenamiento, sistema operativo, núcleos, máquina, memoria ram",
    ),
    website: list(
      "sitio, sitio web, página, página web, web, certificado, certificado ssl, copia de seguridad, tienda, subdominio, base de datos, archivos, redirección, versión de php, respaldo, complementos",
    ),
    subscription: list(
      "suscripción, plan de hosting, plan, paquete, hosting, renovación automática, contrato, factura, alojamiento, servicio, dinero, pago anual, pago mensual",
    ),
    account: list(
      "cuenta, mi cuenta, correo electrónico, correo, dirección, dirección de facturación, datos de facturación, tarjeta, tarjeta de crédito, teléfono, número de teléfono, método de pago, titular, nombre de la empresa, datos de contacto, perfil, apellido, nif, cif",
    ),
  }),
  parts: {},
  firm: [],
  acts: {
    order: [
      ...each(
        "puede, pueden, podria, podrian, podría, podrían, podeis, podéis, puedes, podrias, podríais",
        "usted, ustedes, alguien, por favor, ayudarme y, hacerme el favor de",
      ),
      ...list(
        "puede, pueden, podría, podrían, podéis, puedes, podrías, me puede, me pueden, me podría, me podrían, me puedes, me podrías, nos pueden, nos podrían, necesito que, quiero que, quisiera que, me gustaría que, solicito, solicito que, les pido, le pido, les pido que, sería posible que, agradecería que, hagan el favor de, tienen que, deben, si pudieran, si podrían, si puede, si pueden, si me pueden",
      ),
    ],
    wish: list(
      "quiero, quisiera, me gustaría, necesito, queremos, necesitamos, desearía, deseo, nos gustaría, tengo que, debo, hay que",
    ),
    get: list(
      "necesito un, necesito una, necesito el, necesito la, necesito mi, necesito mis, quiero un, quiero una, quiero el, quiero la, quiero mi, necesitamos un, necesitamos una, deme, dame, denme, envíeme, envíame, envíenme, mándame, mándenme, mándeme, páseme, pásame, cuál es mi, me puede dar, me pueden dar, me puedes dar, me puede enviar, me pueden enviar, quiero que me den, necesito que me den, necesito que me envíen",
    ),
    help: list(
      "necesito ayuda, necesito ayuda con, necesito ayuda para, ayuda con, ayuda para, ayúdenme, ayúdame, ayúdeme, me ayuda, me ayudan, me pueden ayudar, me puede ayudar, me puedes ayudar, ayudarme, ayuda",
    ),
    passive: list("debe, deben ser, debe ser, tiene que, hay que, debería, debería ser"),
    perhaps: list(
      "es posible que, sería posible, hay posibilidad, puedo tener, podría tener, puedo pedir, podríamos, podemos",
    ),
    howto: list(
      "cómo puedo, cómo hago, cómo se, cómo, dónde puedo, dónde, en qué parte, qué tengo que hacer para, qué debo hacer para, guía para, tutorial, instrucciones, pasos para, manual, explíqueme cómo, explícame cómo, dígame cómo, dime cómo, manera de, forma de",
    ),
    question: list(
      "qué, qué es, qué pasa, cuál, cuál es, cuáles, cuándo, por qué, quién, cuánto, cuántos, cuánta, cuántas, cuánto tiempo, cuánto cuesta, hay, existe, es posible, es necesario, es normal, está, están, tienen, tiene, ofrecen, incluye, funciona, puedo, se puede, debo, tengo que, ya, pregunta sobre, una pregunta, una duda, duda sobre, me pregunto, quería saber, quisiera saber, quiero saber, me gustaría saber, necesito saber, saber, diferencia",
    ),
    inform: list(
      "decirme, dígame, díganme, dime, explicar, explicarme, explíqueme, revisar, revise, revisen, verificar, verifique, verifiquen, comprobar, comprueben, mirar, miren, ver, confirmar, confirme, confirmen, informar, informarme, mostrar, mostrarme, recomendar, avisar, avísenme, indicar, indicarme, saber, entender, contactar, hablar",
    ),
    own: list(
      "voy a, vamos a, estoy intentando, intento, trato de, intenté, no puedo, no podemos, puedo hacerlo, lo haré, mi desarrollador va a, estoy tratando de",
    ),
    past: list(
      "he, hemos, ha, han, había, ayer, cambié, ya he, ya cambié, desde que, desde, después de, gracias por, hace, fue, me dijeron, actualicé, reinicié, cancelé",
    ),
    when: list(
      "si cambio, si, cuando, una vez que, antes de, mientras, porque, hasta que, en caso de, después que",
    ),
    not: list("no quiero, no necesito, no quiero que, no hace falta, no, sin, nunca, en lugar de"),
  },
  marks: {
    filler: list(
      "hola, buenos días, buenas tardes, buenas noches, buenas, gracias, muchas gracias, sí, ok, vale, también, además, ya mismo, hoy, ahora, urgente, urgentemente, rápido, estimados, equipo, soporte, a, de, en, con, para, al, del, desde, hacia, sobre, mañana, luego, entonces, pues, bueno, inmediatamente, que",
    ),
    and: list("y, e, o"),
    but: list("pero, sin embargo, por eso, así que, entonces por favor"),
    who: list("yo, nosotros, esto, eso, todo, ello"),
    please: list("por favor, porfavor, porfa, please, pls, xfa"),
    definite: list(
      "mi, mis, nuestro, nuestra, nuestros, nuestras, el, la, los, las, este, esta, ese, esa, me, nos",
    ),
    article: list("un, una, unos, unas, dos, tres"),
    more: list("nuevo, nueva, nuevos, nuevas, más, otro, otra, otros, adicional, adicionales, extra, mayor"),
    change: [],
    one: [],
    myself: list("yo mismo, yo misma, por mi cuenta, nosotros mismos"),
    trouble: list(
      "error, errores, problema, problemas, lento, lenta, caído, caída, no funciona, no carga, no llega, falla, fallo, hackeado, caducado, vencido",
    ),
    plain: list(
      "cerrar el chat, cerrar el ticket, abrir un ticket, crear un ticket, su servidor, sus servidores, sus dns, su página, su web, copia de la factura",
    ),
  },
  tickets: {
    credentials: list("cuál es mi contraseña, cuál es mi usuario, déjenme entrar"),
    subscription: list("devuélvanme el dinero, quiero mi dinero, devolver mi dinero"),
  },
  asks: {
    credentials: list(
      "olvidé mi contraseña, olvidé la contraseña, he olvidado mi contraseña, he olvidado la contraseña, perdí mi contraseña, no recuerdo mi contraseña, se me olvidó la contraseña",
    ),
  },
  noTypos: [],
  elided: [],
  examples: [
    { text: "Por favor, restablezca mi contraseña", verdict: "ticket", category: "credentials" },
    { text: "¿Me pueden añadir un registro MX para example.org?", verdict: "ticket", category: "dns" },
    { text: "Necesito más memoria en mi servidor", verdict: "ticket", category: "server" },
    { text: "quiero cancelar mi suscripción", verdict: "ticket", category: "subscription" },
    { text: "abran el puerto 8080 en el cortafuegos por favor", verdict: "ticket", category: "network" },
    { text: "Por favor cambien mi dirección de facturación", verdict: "ticket", category: "account" },
    { text: "¿Pueden restaurar mi sitio web de ayer?", verdict: "ticket", category: "website" },
    { text: "olvidé mi contraseña", verdict: "ask", category: "credentials" },
    { text: "¿Cómo puedo cambiar mi contraseña?", verdict: "chat", category: null },
    { text: "¿Dónde veo los registros DNS?", verdict: "chat", category: null },
    { text: "Ayer cambié mis DNS, ¿cuánto tarda?", verdict: "chat", category: null },
    { text: "Mi página está muy lenta desde esta mañana", verdict: "chat", category: null },
    { text: "muchas gracias por la ayuda", verdict: "chat", category: null },
  ],
};
