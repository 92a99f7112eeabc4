"""What expressions of time mean, and what only looks like one, a line each: for `test_dates`."""

# A question (its beginning left out) | as of | since | until | kind. 1 September 2021 is a Wednesday.
CASES = """
in May 2021                                     | -          | 2021-05-01 | 2021-05-31 | absolute
in May of 2021                                  | -          | 2021-05-01 | 2021-05-31 | absolute
in February 2020                                | -          | 2020-02-01 | 2020-02-29 | absolute
in february 2021                                | -          | 2021-02-01 | 2021-02-28 | absolute
in Sept. 2021                                   | -          | 2021-09-01 | 2021-09-30 | absolute
in 2021-05                                      | -          | 2021-05-01 | 2021-05-31 | absolute
at the May 2021 summit                          | -          | 2021-05-01 | 2021-05-31 | absolute
on 3 May 2021                                   | -          | 2021-05-03 | 2021-05-03 | absolute
on 3rd May, 2021                                | -          | 2021-05-03 | 2021-05-03 | absolute
on the 3rd of May 2021                          | -          | 2021-05-03 | 2021-05-03 | absolute
on May 3, 2021                                  | -          | 2021-05-03 | 2021-05-03 | absolute
on May 3rd 2021                                 | -          | 2021-05-03 | 2021-05-03 | absolute
on Monday, May 3, 2021                          | -          | 2021-05-03 | 2021-05-03 | absolute
on Monday 3 May 2021                            | -          | 2021-05-03 | 2021-05-03 | absolute
on 29 February 2020                             | -          | 2020-02-29 | 2020-02-29 | absolute
on July 4, 1776                                 | -          | 1776-07-04 | 1776-07-04 | absolute
2021-05-03                                      | -          | 2021-05-03 | 2021-05-03 | absolute
on 2021-05-03T21:11:57+00:00                    | -          | 2021-05-03 | 2021-05-03 | absolute
on 2021/05/03                                   | -          | 2021-05-03 | 2021-05-03 | absolute
on 25/12/2021                                   | -          | 2021-12-25 | 2021-12-25 | absolute
on 12/25/2021                                   | -          | 2021-12-25 | 2021-12-25 | absolute
in 2021                                         | -          | 2021-01-01 | 2021-12-31 | absolute
during 2020                                     | -          | 2020-01-01 | 2020-12-31 | absolute
in the year 2021                                | -          | 2021-01-01 | 2021-12-31 | absolute
at the end of 2021                              | -          | 2021-09-01 | 2021-12-31 | absolute
in the events of 2021                           | -          | 2021-01-01 | 2021-12-31 | absolute
in the 2021-22 season                           | -          | 2021-01-01 | 2022-12-31 | absolute
in 2011-12                                      | -          | 2011-01-01 | 2012-12-31 | absolute
between 2019 and 2021                           | -          | 2019-01-01 | 2021-12-31 | absolute
in 2018 and 2019                                | -          | 2018-01-01 | 2019-12-31 | absolute
from 2019 to 2021                               | -          | 2019-01-01 | 2021-12-31 | absolute
between May and August 2021                     | -          | 2021-05-01 | 2021-08-31 | absolute
from December to February 2022                  | -          | 2021-12-01 | 2022-02-28 | absolute
from 3 to 5 May 2021                            | -          | 2021-05-03 | 2021-05-05 | absolute
between May 3 and 5, 2021                       | -          | 2021-05-03 | 2021-05-05 | absolute
on May 3-5, 2021                                | -          | 2021-05-03 | 2021-05-05 | absolute
between the 3rd and the 5th of May 2021         | -          | 2021-05-03 | 2021-05-05 | absolute
from 30 December 2021 to 2 January 2022         | -          | 2021-12-30 | 2022-01-02 | absolute
from 30 December to 2 January 2022              | -          | 2021-12-30 | 2022-01-02 | absolute
between May 3, 2021, and June 4, 2021           | -          | 2021-05-03 | 2021-06-04 | absolute
between 3 May and the end of June 2021          | -          | 2021-05-03 | 2021-06-30 | absolute
in the May–August 2021 term                     | -          | 2021-05-01 | 2021-08-31 | absolute
before June 2021                                | -          | -          | 2021-05-31 | absolute
before 1 January 2021                           | -          | -          | 2020-12-31 | absolute
prior to March 2020                             | -          | -          | 2020-02-29 | absolute
after 31 August 2021                            | -          | 2021-09-01 | -          | absolute
after 2020                                      | -          | 2021-01-01 | -          | absolute
since 28 February 2021                          | -          | 2021-02-28 | -          | absolute
since May 2021                                  | -          | 2021-05-01 | -          | absolute
since 2019                                      | -          | 2019-01-01 | -          | absolute
from May 2021 onwards                           | -          | 2021-05-01 | -          | absolute
until 3 May 2021                                | -          | -          | 2021-05-03 | absolute
up to May 2021                                  | -          | -          | 2021-05-31 | absolute
by May 2021                                     | -          | -          | 2021-05-31 | absolute
as of 3 May 2021                                | -          | -          | 2021-05-03 | absolute
on or after 3 May 2021                          | -          | 2021-05-03 | -          | absolute
after the May 2021 vote                         | -          | 2021-05-01 | -          | absolute
before the May 2021 vote                        | -          | -          | 2021-05-31 | absolute
before the end of 2021                          | -          | -          | 2021-12-31 | absolute
after the beginning of May 2021                 | -          | 2021-05-01 | -          | absolute
after last week’s vote                          | 2021-09-01 | 2021-08-23 | -          | relative
shortly after, on 3 May 2021                    | -          | 2021-05-03 | 2021-05-03 | absolute
after 3 May 2021 and before 10 June 2021        | -          | 2021-05-04 | 2021-06-09 | absolute
in the summer of 2021                           | -          | 2021-06-01 | 2021-08-31 | absolute
in spring 2021                                  | -          | 2021-03-01 | 2021-05-31 | absolute
in the fall of 2021                             | -          | 2021-09-01 | 2021-11-30 | absolute
in the winter of 2019                           | -          | 2019-12-01 | 2020-02-29 | absolute
in the winter of 2021-22                        | -          | 2021-12-01 | 2022-02-28 | absolute
in early 2022                                   | -          | 2022-01-01 | 2022-04-30 | absolute
in mid-2022                                     | -          | 2022-05-01 | 2022-08-31 | absolute
in late 2022                                    | -          | 2022-09-01 | 2022-12-31 | absolute
in early February 2021                          | -          | 2021-02-01 | 2021-02-09 | absolute
in late May 2021                                | -          | 2021-05-21 | 2021-05-31 | absolute
at the beginning of May 2021                    | -          | 2021-05-01 | 2021-05-10 | absolute
in the first quarter of 2022                    | -          | 2022-01-01 | 2022-03-31 | absolute
in Q3 2021                                      | -          | 2021-07-01 | 2021-09-30 | absolute
in the second half of 2021                      | -          | 2021-07-01 | 2021-12-31 | absolute
in the first half of May 2021                   | -          | 2021-05-01 | 2021-05-15 | absolute
in the first ten days of May 2021               | -          | 2021-05-01 | 2021-05-10 | absolute
in the second week of May 2021                  | -          | 2021-05-08 | 2021-05-14 | absolute
in the last week of May 2021                    | -          | 2021-05-25 | 2021-05-31 | absolute
in the 1990s                                    | -          | 1990-01-01 | 1999-12-31 | absolute
in the ’90s                                     | -          | 1990-01-01 | 1999-12-31 | absolute
in the late 1990s                               | -          | 1996-09-01 | 1999-12-31 | absolute
in the week of 3 May 2021                       | -          | 2021-05-03 | 2021-05-09 | absolute
in the week of 1 January 2021                   | -          | 2020-12-28 | 2021-01-03 | absolute
in the week ending 7 May 2021                   | -          | 2021-05-01 | 2021-05-07 | absolute
the day after 31 December 2020                  | -          | 2021-01-01 | 2021-01-01 | absolute
in the two weeks before 1 March 2020            | -          | 2020-02-16 | 2020-02-29 | absolute
on 3 May                                        | 2021-09-01 | 2021-05-03 | 2021-05-03 | absolute
on 3 May                                        | 2021-05-03 | 2021-05-03 | 2021-05-03 | absolute
on 3 May                                        | 2021-05-02 | 2020-05-03 | 2020-05-03 | absolute
on 29 February                                  | 2023-06-01 | 2020-02-29 | 2020-02-29 | absolute
on 31 December                                  | 2021-01-01 | 2020-12-31 | 2020-12-31 | absolute
in May                                          | 2021-09-01 | 2021-05-01 | 2021-05-31 | absolute
in May                                          | 2021-05-01 | 2021-05-01 | 2021-05-31 | absolute
in December                                     | 2021-09-01 | 2020-12-01 | 2020-12-31 | absolute
between May and August                          | 2021-07-15 | 2021-05-01 | 2021-08-31 | absolute
between November and February                   | 2021-09-01 | 2020-11-01 | 2021-02-28 | absolute
from 3 to 5 May                                 | 2021-09-01 | 2021-05-03 | 2021-05-05 | absolute
before June                                     | 2021-09-01 | -          | 2021-05-31 | absolute
after 31 August                                 | 2021-09-01 | 2021-09-01 | -          | absolute
since the summer                                | 2021-11-10 | 2021-06-01 | -          | absolute
since Monday                                    | 2021-09-01 | 2021-08-30 | -          | absolute
since Monday                                    | 2021-08-30 | 2021-08-30 | -          | absolute
before Tuesday                                  | 2021-09-01 | -          | 2021-08-30 | absolute
as of Friday                                    | 2021-09-01 | -          | 2021-08-27 | absolute
about February’s vote                           | 2021-09-01 | 2021-02-01 | 2021-02-28 | absolute
today                                           | 2021-09-01 | 2021-09-01 | 2021-09-01 | relative
yesterday                                       | 2021-03-01 | 2021-02-28 | 2021-02-28 | relative
yesterday                                       | 2021-01-01 | 2020-12-31 | 2020-12-31 | relative
the day before yesterday                        | 2020-03-01 | 2020-02-28 | 2020-02-28 | relative
tomorrow                                        | 2021-12-31 | 2022-01-01 | 2022-01-01 | relative
last night                                      | 2021-09-01 | 2021-08-31 | 2021-09-01 | relative
this morning                                    | 2021-09-01 | 2021-09-01 | 2021-09-01 | relative
on Tuesday                                      | 2021-09-01 | 2021-08-31 | 2021-08-31 | relative
on Wednesday                                    | 2021-09-01 | 2021-09-01 | 2021-09-01 | relative
on Thursday night                               | 2021-09-01 | 2021-08-26 | 2021-08-26 | relative
Tuesday about the wall                          | 2021-09-01 | 2021-08-31 | 2021-08-31 | relative
about Tuesday’s vote                            | 2021-09-01 | 2021-08-31 | 2021-08-31 | relative
last Wednesday                                  | 2021-09-01 | 2021-08-25 | 2021-08-25 | relative
since last Friday                               | 2021-09-01 | 2021-08-27 | -          | relative
this Friday                                     | 2021-09-01 | 2021-09-03 | 2021-09-03 | relative
next Wednesday                                  | 2021-09-01 | 2021-09-08 | 2021-09-08 | relative
on Tuesday last week                            | 2021-09-01 | 2021-08-24 | 2021-08-24 | relative
between Monday and Wednesday                    | 2021-09-04 | 2021-08-30 | 2021-09-01 | relative
this week                                       | 2021-09-01 | 2021-08-30 | 2021-09-05 | relative
this week                                       | 2021-09-05 | 2021-08-30 | 2021-09-05 | relative
last week                                       | 2021-09-01 | 2021-08-23 | 2021-08-29 | relative
last week                                       | 2021-01-04 | 2020-12-28 | 2021-01-03 | relative
last week’s debate                              | 2021-09-01 | 2021-08-23 | 2021-08-29 | relative
next week                                       | 2021-12-28 | 2022-01-03 | 2022-01-09 | relative
in the past week                                | 2021-09-01 | 2021-08-26 | 2021-09-01 | relative
over the last week                              | 2021-09-01 | 2021-08-26 | 2021-09-01 | relative
in the past ten days                            | 2021-03-05 | 2021-02-24 | 2021-03-05 | relative
in the last 48 hours                            | 2021-09-01 | 2021-08-30 | 2021-09-01 | relative
over the last three months                      | 2021-09-01 | 2021-06-02 | 2021-09-01 | relative
over the last three months                      | 2021-05-31 | 2021-03-01 | 2021-05-31 | relative
in the last couple of weeks                     | 2021-09-01 | 2021-08-19 | 2021-09-01 | relative
in the past year                                | 2020-02-29 | 2019-03-01 | 2020-02-29 | relative
over the past fortnight                         | 2021-09-01 | 2021-08-19 | 2021-09-01 | relative
in the next two weeks                           | 2021-09-01 | 2021-09-02 | 2021-09-15 | relative
three days ago                                  | 2021-03-02 | 2021-02-27 | 2021-02-27 | relative
two weeks ago                                   | 2021-09-01 | 2021-08-16 | 2021-08-22 | relative
a fortnight ago                                 | 2021-09-01 | 2021-08-16 | 2021-08-22 | relative
a month ago                                     | 2021-03-31 | 2021-02-01 | 2021-02-28 | relative
a year ago                                      | 2021-09-01 | 2020-01-01 | 2020-12-31 | relative
a year ago today                                | 2020-02-29 | 2019-02-28 | 2019-02-28 | relative
last weekend                                    | 2021-09-01 | 2021-08-28 | 2021-08-29 | relative
over the weekend                                | 2021-08-29 | 2021-08-28 | 2021-08-29 | relative
last month                                      | 2021-01-31 | 2020-12-01 | 2020-12-31 | relative
last month                                      | 2021-03-31 | 2021-02-01 | 2021-02-28 | relative
earlier this month                              | 2021-09-10 | 2021-09-01 | 2021-09-10 | relative
early last month                                | 2021-09-01 | 2021-08-01 | 2021-08-10 | relative
last quarter                                    | 2021-01-15 | 2020-10-01 | 2020-12-31 | relative
last year                                       | 2021-01-01 | 2020-01-01 | 2020-12-31 | relative
this year                                       | 2021-09-01 | 2021-01-01 | 2021-12-31 | relative
earlier this year                               | 2021-09-01 | 2021-01-01 | 2021-09-01 | relative
at the end of last year                         | 2021-09-01 | 2020-09-01 | 2020-12-31 | relative
in May last year                                | 2021-09-01 | 2020-05-01 | 2020-05-31 | relative
last year in May                                | 2021-09-01 | 2020-05-01 | 2020-05-31 | relative
last May                                        | 2021-09-01 | 2021-05-01 | 2021-05-31 | relative
last May                                        | 2021-05-31 | 2020-05-01 | 2020-05-31 | relative
next May                                        | 2021-09-01 | 2022-05-01 | 2022-05-31 | relative
last summer                                     | 2021-07-01 | 2020-06-01 | 2020-08-31 | relative
last summer                                     | 2021-09-01 | 2021-06-01 | 2021-08-31 | relative
last winter                                     | 2021-09-01 | 2020-12-01 | 2021-02-28 | relative
this winter                                     | 2021-01-10 | 2020-12-01 | 2021-02-28 | relative
the latest                                      | -          | -          | -          | recency
most recently                                   | -          | -          | -          | recency
recently                                        | 2021-09-01 | -          | -          | recency
in recent weeks                                 | 2021-09-01 | -          | -          | recency
so far                                          | 2021-09-01 | -          | -          | recency
that he currently believes                      | 2021-09-01 | -          | -          | recency
now                                             | 2021-09-01 | -          | -          | recency
"""


TRAPS = """
What did Kell say in 2000 words?
Were 1,200 people there?
Was it a crowd of 2000?
Did shares fall by 2000 points?
Are from 2000 to 3000 people coming?
Did he say it after 1900 GMT?
What did Bush say about 9/11?
Is the shop open 24/7?
What did May say about the wall?
May he come?
Who attacked May?
What was said by May?
What have we heard from May?
What did Theresa May 2021 mean to them?
Did he think that this may be true?
Did they march to the harbour?
What did they say in march for our rights?
What did April Jones say?
What did he say before June Brown spoke?
What did August Wilson write?
What did the G7 2021 decide?
Who spoke at Euro 2020?
Who won the 2020 election?
Who won the Summer Olympics?
Who led the Arab Spring 2011 movement?
Who plays on Monday Night Football?
who plays on monday night football?
What is on sale on Black Friday?
Who won on Super Tuesday’s ballot?
What did the Sunday Times report?
What does he say every Monday?
What does he do on Mondays?
How did World War 2 end?
What did he say before the withdrawal?
What changed after the vote?
What did Kell say about the January 6 committee?
What did USA Today write?
what did usa today write?
Who hosts Last Week Tonight?
Is Apocalypse Now a war film?
Is it about a now-defunct paper?
Who was Person of the Year?
Was it the first time in 10 years?
How many will retire within five years?
What did he say in his last week?
What was the last week of the campaign like?
What was found over 600 years ago?
What did he say about the 10-year bond?
Whom did he meet in Week 14?
What happened in the fall of Kabul?
Why is this fall in prices new?
Who leads in today’s world?
Who led until recently?
Must it be paid at the latest?
Which team won its first title since 2004?
Who won the fourth quarter?
What did the class of 2021 say?
Who hosts the games of 2032 Olympic sports?
What did he say on 03/04/2021?
What did he say on 31 June 2021?
"""
