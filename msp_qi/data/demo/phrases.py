"""Parts of what people and staff say in the synthetic records; as many in each list as ``PARTS``. Nobody said them."""

WHEN = (
    "since the clocks went back", "as it was before the winter", "now that the stairs are mended",
    "after what happened in spring", "while my knee is getting better", "because the evenings are long",
    "ever since we moved upstairs", "when the club starts again", "before my birthday in June",
    "like the year we had the garden", "as soon as the phone works", "until the new lock is in",
    "now the neighbours have gone", "even if it takes a month", "while the weather holds up",
    "from the day the letter came",
    "once the scaffolding is down",
)  # fmt: skip
WITH = (
    "with my sister on the phone", "and the radio on low", "with a cup of tea first",
    "and somebody in the next room", "with the blue door open", "and the dog beside me",
    "with my own purse in my hand", "and time to think it over", "with the list on the fridge",
    "and my glasses found first", "with a taxi number by the bed", "and nobody hurrying me along",
    "with the picture cards to hand", "and a friend from church there", "with the hall light left on",
    "and an answer the same day",
    "and the gate left unlatched",
)  # fmt: skip
DONE = (
    "I go to the market on Tuesdays", "I sleep the whole night through", "I open my own letters",
    "I choose who comes to the door", "I cook on Friday evenings", "I ring my brother when I like",
    "I pay for my own shopping", "I walk to the library alone", "I keep my key in my pocket",
    "I say stop and people stop", "I sing with the choir again", "I have my hair done weekly",
    "I take the bus to the harbour", "I eat what I picked myself", "I sit in the garden at noon",
    "I know who reads my notes",
    "I post my own parcels",
)  # fmt: skip
SEEN = (
    "Two falls by the bath in March", "Cash missing after three visits", "Shouting heard in the corridor twice",
    "A stranger rang at midnight", "Crossed the bypass without looking", "Gave the card to a caller",
    "Door found open on Sunday night", "Bruise seen after a lift home", "Letters opened by somebody else",
    "Tablets left under the pillow", "Kettle knocked over at breakfast", "Followed home from the station",
    "Window climbed out of in May", "Phone taken during an argument", "Meals sent back all weekend",
    "Bank rang about a new payee",
    "Gas left on after supper",
)  # fmt: skip
LIMIT = (
    "a light by the bed for now", "one helper in place of two", "a spending limit the person set",
    "staff near the lounge door", "a call at the half-way bench", "the gate shut after dark only",
    "a spare key in the office", "visits in the front room", "knives in the top drawer",
    "a chair alarm until the review", "the phone on the hall table", "a seat by the driver",
    "curtains open while staff are in", "a code that changes weekly", "the kettle filled half-way",
    "a walk before the meal",
    "a helper two doors along",
)  # fmt: skip
TRIED = (
    "shorter visits calmed nothing", "a sensor mat kept slipping", "a later supper helped a little",
    "a reminder card was torn up", "a second rail was not used", "a softer chair made it worse",
    "changing the hour did not help", "a friend at the table helped once", "a door bell was switched off",
    "music at bedtime was disliked", "a smaller purse went missing", "a map was left at home",
    "a new phone stayed in its box", "labels on drawers were taken down", "a walk with two was refused",
    "a night call woke the house",
    "an alarm clock frightened everybody",
)  # fmt: skip
KNOWS = (
    "Says the visits can turn loud", "Knows the money may go again", "Can tell which road is the busy one",
    "Remembers the fall and the wait", "Says the caller was no friend", "Can name who to ring and when",
    "Knows the tablets make legs weak", "Says the stairs are worst at night", "Can say what the loan would cost",
    "Knows that neighbours have a key", "Says the dog may pull hard", "Can show where the ice lies",
    "Knows the bank will ask twice", "Says cold mornings hurt the chest", "Can tell a real letter from a false",
    "Knows the last bus leaves at six",
    "Says strangers smile as well",
)  # fmt: skip
ASKED = (
    "pictures were used for it", "asked again on the next day", "answers written down word for word",
    "a cousin interpreted throughout", "done in the morning, the better time", "the leaflet was read aloud",
    "four questions in a quiet room", "two choices laid on the table", "hearing aid checked before",
    "said it back without help", "with the advocate sitting in", "the sums were done on paper",
    "drew the way on the map", "asked in two different words", "gave an example from last year",
    "pointed to the same card thrice",
    "a story was told to try it out",
)  # fmt: skip
SAYING = (
    "told to a friend at the club", "said in the car park", "drawn on the back of a bill", "sung more than said",
    "repeated at the hairdresser", "put on a post-it", "whispered near the aviary", "shouted over the hoover",
    "typed with one finger", "agreed over fish and chips", "mentioned while shelling peas",
    "spelt out letter by letter",
    "said to the cat first", "heard during the quiz", "written inside a birthday card", "given with thumbs up",
    "recorded on the tablet",
)  # fmt: skip
