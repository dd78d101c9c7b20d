"""The reasons that moderators start with; the administration may change their words and add others."""

from django.db import migrations

REJECTED, WITHHELD, CHANGES = "rejected", "withheld", "changes_requested"

# code, used for, then title and explanation in English, French and Spanish
REASONS = [
    (
        "off-topic",
        REJECTED,
        "It is about another subject",
        (
            "What you sent does not speak about the questions of this consultation. If your group also talked about one "
            "of them, write what was said about it and send your report again."
        ),
        "Le texte porte sur un autre sujet",
        (
            "Ce que vous avez envoyé ne parle pas des questions de cette consultation. Si votre groupe a aussi abordé "
            "l’une d’elles, écrivez ce qui en a été dit et renvoyez votre compte rendu."
        ),
        "Trata de otro tema",
        (
            "Lo que usted envió no habla de las preguntas de esta consulta. Si su grupo también conversó sobre alguna de "
            "ellas, escriba lo que se dijo al respecto y envíe de nuevo su informe."
        ),
    ),
    (
        "insults-hate",
        REJECTED,
        "It insults people or calls for hatred",
        (
            "Strong criticism is welcome; words that insult people or groups, threaten them or call for hatred are not "
            "published. You can take these words out and send your report again."
        ),
        "Le texte insulte des personnes ou appelle à la haine",
        (
            "Les critiques, même vives, sont les bienvenues ; les mots qui insultent des personnes ou des groupes, les "
            "menacent ou appellent à la haine ne sont pas publiés. Vous pouvez retirer ces mots et renvoyer votre compte "
            "rendu."
        ),
        "Insulta a personas o llama al odio",
        (
            "Las críticas, aunque sean duras, son bienvenidas; no se publican palabras que insulten a personas o grupos, "
            "que los amenacen o que llamen al odio. Puede quitar esas palabras y enviar de nuevo su informe."
        ),
    ),
    (
        "personal-data",
        REJECTED,
        "It tells personal things about other people",
        (
            "Your report names people who did not agree to it, or tells enough for others to recognise them. Take the "
            "names and these details out, then send your report again."
        ),
        "Le texte révèle des informations personnelles sur d’autres personnes",
        (
            "Votre compte rendu nomme des personnes qui n’ont pas donné leur accord, ou en dit assez pour qu’on les "
            "reconnaisse. Retirez les noms et ces détails, puis renvoyez votre compte rendu."
        ),
        "Revela datos personales de otras personas",
        (
            "Su informe nombra a personas que no dieron su acuerdo, o cuenta lo suficiente para que se las reconozca. "
            "Quite los nombres y esos detalles y envíe de nuevo su informe."
        ),
    ),
    (
        "advertising",
        REJECTED,
        "It is advertising",
        (
            "What you sent promotes a product, a service, a party or a candidate. This site publishes what people said in "
            "their conversations. If a conversation took place, you are welcome to report what was said."
        ),
        "C’est de la publicité",
        (
            "Ce que vous avez envoyé fait la promotion d’un produit, d’un service, d’un parti ou d’une candidature. Ce "
            "site publie ce que les gens ont dit dans leurs conversations. Si une conversation a eu lieu, vous pouvez "
            "nous envoyer ce qui s’y est dit."
        ),
        "Es publicidad",
        (
            "Lo que usted envió promueve un producto, un servicio, un partido o una candidatura. Este sitio publica lo que "
            "la gente dijo en sus conversaciones. Si hubo una conversación, puede contarnos lo que se dijo en ella."
        ),
    ),
    (
        "duplicate",
        REJECTED,
        "We already have this report",
        (
            "The same conversation was reported before, and that report stays with us. You can still correct the first "
            "report through its own private link."
        ),
        "Nous avons déjà ce compte rendu",
        (
            "La même conversation a déjà fait l’objet d’un compte rendu, que nous conservons. Vous pouvez toujours "
            "corriger ce premier compte rendu par son propre lien privé."
        ),
        "Ya tenemos este informe",
        (
            "Ya recibimos un informe de la misma conversación, y ese informe se conserva. Usted todavía puede corregir el "
            "primer informe con su propio enlace privado."
        ),
    ),
    (
        "not-a-report",
        REJECTED,
        "It does not report a conversation",
        (
            "We publish here what came out of conversations between several people. From your text we cannot see that one "
            "took place. If it did, tell us when, how many people came and what they said, and send your report again."
        ),
        "Le texte ne rend pas compte d’une conversation",
        (
            "Nous publions ici ce qui ressort de conversations entre plusieurs personnes. Votre texte ne nous permet pas "
            "de voir qu’il y en a eu une. Si c’est le cas, dites-nous quand, avec combien de personnes et ce qui a été "
            "dit, puis renvoyez votre compte rendu."
        ),
        "No da cuenta de una conversación",
        (
            "Aquí publicamos lo que surge de conversaciones entre varias personas. Su texto no nos permite ver que haya "
            "habido una. Si la hubo, díganos cuándo fue, cuántas personas participaron y qué dijeron, y envíe de nuevo su "
            "informe."
        ),
    ),
    (
        "unreadable",
        REJECTED,
        "We could not read it",
        (
            "The text is empty, cut off or garbled, perhaps because something went wrong on the way to us. Please look at "
            "it through your private link and send it again."
        ),
        "Nous n’avons pas pu le lire",
        (
            "Le texte est vide, coupé ou illisible, peut-être à cause d’un problème pendant l’envoi. Merci de le vérifier "
            "par votre lien privé et de le renvoyer."
        ),
        "No pudimos leerlo",
        (
            "El texto está vacío, cortado o es ilegible, quizá por un problema durante el envío. Por favor, revíselo con "
            "su enlace privado y envíelo de nuevo."
        ),
    ),
    (
        "safety",
        WITHHELD,
        "To protect people",
        (
            "We believe that publishing your report now could put somebody in danger. It is not lost: the support "
            "unit has read it and keeps it. If the situation changes, send it again through your private link."
        ),
        "Pour protéger des personnes",
        (
            "Nous pensons que publier votre compte rendu maintenant pourrait mettre quelqu’un en danger. Il n’est "
            "pas perdu : l’unité de soutien l’a lu et le conserve. Si la situation change, renvoyez-le par votre lien "
            "privé."
        ),
        "Para proteger a personas",
        (
            "Creemos que publicar ahora su informe podría poner a alguien en peligro. No se pierde: la Unidad de "
            "Apoyo lo leyó y lo conserva. Si la situación cambia, envíelo de nuevo con su enlace privado."
        ),
    ),
    (
        "legal-request",
        WITHHELD,
        "Because of a legal request",
        (
            "We received a legal request about this report and may not show it while the request is being examined. We "
            "will write to you again when this is settled."
        ),
        "En raison d’une demande juridique",
        (
            "Nous avons reçu une demande juridique au sujet de ce compte rendu et ne pouvons pas le montrer tant qu’elle "
            "est examinée. Nous vous écrirons de nouveau quand la question sera réglée."
        ),
        "Por una solicitud legal",
        (
            "Recibimos una solicitud legal sobre este informe y no podemos mostrarlo mientras se examina. Le escribiremos "
            "de nuevo cuando el asunto esté resuelto."
        ),
    ),
    (
        "author-request",
        WITHHELD,
        "Because you asked for it",
        (
            "You asked us not to show this report, so we took it off the site. If you change your mind, tell us or send "
            "it again through your private link."
        ),
        "À votre demande",
        (
            "Vous nous avez demandé de ne pas montrer ce compte rendu ; nous l’avons donc retiré du site. Si vous changez "
            "d’avis, dites-le-nous ou renvoyez-le par votre lien privé."
        ),
        "Porque usted lo pidió",
        (
            "Usted nos pidió que no mostráramos este informe, por eso lo retiramos del sitio. Si cambia de opinión, "
            "díganoslo o envíelo de nuevo con su enlace privado."
        ),
    ),
    (
        "under-verification",
        WITHHELD,
        "While we check something",
        (
            "Before we decide, we need to check something in your report. You do not have to do anything now. We will "
            "write to you when we know more."
        ),
        "Le temps d’une vérification",
        (
            "Avant de décider, nous devons vérifier un point de votre compte rendu. Vous n’avez rien à faire pour le "
            "moment. Nous vous écrirons dès que nous en saurons plus."
        ),
        "Mientras comprobamos algo",
        (
            "Antes de decidir, necesitamos comprobar algo de su informe. Por ahora no tiene que hacer nada. Le "
            "escribiremos cuando sepamos más."
        ),
    ),
    (
        "personal-data-to-remove",
        CHANGES,
        "Personal details to take out",
        "A few words of your report could let others recognise somebody. Once they are taken out, it can be published.",
        "Informations personnelles à retirer",
        (
            "Quelques mots de votre compte rendu pourraient permettre de reconnaître quelqu’un. Une fois retirés, il "
            "pourra être publié."
        ),
        "Datos personales que hay que quitar",
        (
            "Algunas palabras de su informe podrían permitir que se reconozca a alguien. Una vez quitadas, se podrá "
            "publicar."
        ),
    ),
    (
        "unclear",
        CHANGES,
        "Something is not clear",
        "We want readers to understand what your group meant. A few more words would help.",
        "Un passage n’est pas clair",
        "Nous voulons que l’on comprenne bien ce que votre groupe a voulu dire. Quelques mots de plus aideraient.",
        "Algo no está claro",
        "Queremos que se entienda lo que su grupo quiso decir. Unas palabras más ayudarían.",
    ),
    (
        "numbers",
        CHANGES,
        "Some numbers do not fit together",
        "The number of people, the date or the counts in your report seem to contradict each other. Please check them.",
        "Certains nombres ne concordent pas",
        (
            "Le nombre de personnes, la date ou les décomptes de votre compte rendu semblent se contredire. Merci de les "
            "vérifier."
        ),
        "Algunos números no coinciden",
        "El número de personas, la fecha o los recuentos de su informe parecen contradecirse. Por favor, revíselos.",
    ),
    (
        "missing-consent",
        CHANGES,
        "An agreement is missing",
        (
            "Your report, or the quotes in it, need the agreement of the people concerned before we can show them. Please "
            "ask them, or take the passage out."
        ),
        "Il manque un accord",
        (
            "Avant de montrer votre compte rendu ou les citations qu’il contient, il nous faut l’accord des personnes "
            "concernées. Merci de le leur demander, ou de retirer le passage."
        ),
        "Falta un acuerdo",
        (
            "Antes de mostrar su informe o las citas que contiene, necesitamos el acuerdo de las personas interesadas. Por "
            "favor, pídaselo o quite el pasaje."
        ),
    ),
]


def add_reasons(apps, schema_editor):
    Reason = apps.get_model("moderation", "Reason")
    for position, row in enumerate(REASONS, start=1):
        code, for_status, title_en, explanation_en, title_fr, explanation_fr, title_es, explanation_es = row
        Reason.objects.get_or_create(
            code=code,
            defaults={
                "for_status": for_status,
                "position": position,
                "title": title_en,
                "title_en": title_en,
                "title_fr": title_fr,
                "title_es": title_es,
                "explanation": explanation_en,
                "explanation_en": explanation_en,
                "explanation_fr": explanation_fr,
                "explanation_es": explanation_es,
            },
        )


class Migration(migrations.Migration):
    dependencies = [("moderation", "0001_initial")]

    operations = [migrations.RunPython(add_reasons, migrations.RunPython.noop)]
