from django.urls import path

from . import views

app_name = "agreements"

LIBRARY = "beheer/modelartikelen/"
CLAUSE = "overeenkomsten/<int:pk>/artikel/<slug:code>/"

urlpatterns = [
    path("regels/", views.rules, name="rules"),
    path("overeenkomsten/", views.agreement_list, name="list"),
    path("overeenkomsten/nieuw/<int:pk>/", views.start, name="start"),
    path("overeenkomsten/<int:pk>/gegevens/", views.terms, name="terms"),
    path(CLAUSE, views.clause, name="clause"),
    path(CLAUSE + "voorbeeld/", views.clause_preview, name="clause_preview"),
    path(CLAUSE + "<int:route_pk>/", views.clause, name="clause_of_route"),
    path(CLAUSE + "<int:route_pk>/voorbeeld/", views.clause_preview, name="clause_preview_of_route"),
    path(CLAUSE + "standpunt/", views.stance, name="stance"),
    path(CLAUSE + "voorstellen/", views.proposals, name="proposals"),
    path(CLAUSE + "eigen-concept/", views.own_draft, name="own_draft"),
    path(CLAUSE + "opmerkingen/", views.comment, name="comment"),
    path("opmerkingen/<int:pk>/afgehandeld/", views.settle, name="settle_comment"),
    path(CLAUSE + "varianten/", views.keep_variant, name="keep_variant"),
    path("varianten/", views.variants, name="variants"),
    path("varianten/<int:pk>/naam/", views.rename_variant, name="rename_variant"),
    path("varianten/<int:pk>/weg/", views.archive_variant, name="archive_variant"),
    path("overeenkomsten/<int:pk>/model/", views.model, name="model"),
    path(CLAUSE + "excel/", views.clause_sheet, name="clause_sheet"),
    path(CLAUSE + "excel/bestand/", views.clause_sheet_file, name="clause_sheet_file"),
    path(CLAUSE + "<int:route_pk>/excel/", views.clause_sheet, name="clause_sheet_of_route"),
    path(CLAUSE + "<int:route_pk>/excel/bestand/", views.clause_sheet_file, name="clause_sheet_file_of_route"),
    path("overeenkomsten/<int:pk>/tekst/", views.text, name="text"),
    path("overeenkomsten/<int:pk>/vergelijking/", views.comparison, name="comparison"),
    path("overeenkomsten/<int:pk>/vergelijking/pdf/", views.comparison_document, name="comparison_document"),
    path("overeenkomsten/<int:pk>/vergelijking/word/", views.comparison_word, name="comparison_word"),
    path("overeenkomsten/<int:pk>/word/", views.text_word, name="text_word"),
    path("overeenkomsten/<int:pk>/concept/", views.draft_document, name="draft_document"),
    path("overeenkomsten/<int:pk>/medezeggenschap/", views.ask, name="ask"),
    path("overeenkomsten/<int:pk>/besluit/", views.decide, name="decide"),
    path("overeenkomsten/<int:pk>/terug/", views.send_back, name="send_back"),
    path("overeenkomsten/<int:pk>/tekenen/", views.sign, name="sign"),
    path("overeenkomsten/<int:pk>/beeindigen/", views.end, name="end"),
    path("overeenkomsten/<int:pk>/leerroutes/", views.routes, name="routes"),
    path("overeenkomsten/<int:pk>/wijzigen/", views.change, name="change"),
    path("overeenkomsten/<int:pk>/materieel/", views.call_material, name="call_material"),
    path("overeenkomsten/<int:pk>/afbreken/", views.break_off, name="break_off"),
    path("overeenkomsten/<int:pk>/intrekken/", views.withdraw, name="withdraw"),
    path(LIBRARY, views.library_versions, name="library"),
    path(LIBRARY + "nieuw/", views.library_publish, name="library_publish"),
    path(LIBRARY + "<str:number>/", views.library_version, name="library_version"),
    path(LIBRARY + "<str:number>/zip/", views.library_file, name="library_file"),
    path(LIBRARY + "<str:number>/sinds/<str:other>/", views.library_changes, name="library_changes"),
    path("medezeggenschap/<int:pk>/", views.answer, name="answer"),
    path("medezeggenschap/<int:pk>/brief/", views.letter, name="letter"),
    path("mandaten/", views.mandates, name="mandates"),
    path("documenten/<int:pk>/", views.document, name="document"),
]
