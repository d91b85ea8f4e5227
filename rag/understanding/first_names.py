"""How Chinese texts write common English first names: Paul as 保罗, Michael as 迈克尔 or 麦可."""

from __future__ import annotations

from functools import lru_cache

from ...index.text.fold import fold, to_simplified

# A name a line with its spellings in Simplified characters, as mainland China and Taiwan have them.
_TABLE = """
Aaron 亚伦 艾伦|Abby 艾比|Abigail 阿比盖尔|Abraham 亚伯拉罕|Adam 亚当|Adrian 阿德里安 艾德里安|Agnes 阿格尼丝
Alan 艾伦 阿兰|Albert 阿尔伯特 艾伯特|Alejandro 亚历杭德罗|Alex 亚历克斯 艾力克斯|Alexander 亚历山大
Alexandra 亚历珊德拉|Alexis 亚历克西斯|Alfred 阿尔弗雷德|Alice 爱丽丝 艾丽斯|Alison 艾莉森|Amanda 阿曼达
Amber 安柏 琥珀|Amelia 阿米莉亚|Amy 艾米 艾咪|Andrea 安德烈娅 安德莉亚|Andrew 安德鲁|Andy 安迪|Angela 安吉拉 安杰拉
Angelina 安吉丽娜|Anna 安娜|Anne 安妮|Annie 安妮|Anthony 安东尼|Antonio 安东尼奥|Arnold 阿诺德|Arthur 亚瑟 阿瑟
Ashley 阿什莉 艾希莉|Audrey 奥黛丽 奥德丽|Austin 奥斯汀|Barbara 芭芭拉|Barry 巴里|Beatrice 比阿特丽斯|Becky 贝姬
Benjamin 本杰明 班杰明|Bernard 伯纳德|Bernie 伯尼|Beth 贝丝|Betty 贝蒂|Bill 比尔|Billy 比利|Bob 鲍勃|Bobby 鲍比
Bonnie 邦妮|Boris 鲍里斯|Brad 布拉德|Bradley 布拉德利|Brandon 布兰登|Brenda 布伦达|Brett 布雷特|Brian 布莱恩
Bruce 布鲁斯|Bryan 布莱恩|Caleb 凯莱布|Cameron 卡梅伦|Carl 卡尔|Carlos 卡洛斯|Carol 卡罗尔|Caroline 卡罗琳
Catherine 凯瑟琳|Charles 查尔斯|Charlie 查理|Charlotte 夏洛特|Chloe 克洛伊|Chris 克里斯|Christian 克里斯蒂安
Christina 克里斯蒂娜|Christine 克里斯汀|Christopher 克里斯托弗|Cindy 辛迪|Claire 克莱尔|Clara 克拉拉|Colin 科林
Connor 康纳|Craig 克雷格|Cynthia 辛西娅|Daisy 黛西|Daniel 丹尼尔|Danny 丹尼|Dave 戴夫|David 大卫 戴维|Dean 迪恩
Deborah 黛博拉|Dennis 丹尼斯|Derek 德里克|Diana 戴安娜 黛安娜|Diane 黛安|Donald 唐纳德|Donna 唐娜|Doris 多丽丝
Dorothy 多萝西|Douglas 道格拉斯|Doug 道格|Dylan 迪伦|Edgar 埃德加|Edith 伊迪丝|Edward 爱德华|Eileen 艾琳
Elaine 伊莱恩|Eleanor 埃莉诺|Elena 埃琳娜 叶莲娜|Elizabeth 伊丽莎白|Ella 艾拉|Ellen 艾伦 埃伦|Elon 埃隆 伊隆
Emily 艾米莉 艾蜜莉|Emma 艾玛 爱玛|Eric 埃里克 艾瑞克|Erin 艾琳|Ethan 伊桑|Eugene 尤金|Eva 伊娃|Evan 埃文
Evelyn 伊芙琳|Felix 菲利克斯|Fiona 菲奥娜|Frances 弗朗西丝|Francis 弗朗西斯|Frank 弗兰克 法兰克|Fred 弗雷德
Frederick 弗雷德里克|Gabriel 加布里埃尔|Gary 加里|Geoffrey 杰弗里|George 乔治|Gerald 杰拉尔德|Gina 吉娜|Gloria 格洛丽亚
Gordon 戈登|Grace 格蕾丝|Graham 格雷厄姆|Greg 格雷格|Gregory 格雷戈里|Hannah 汉娜|Harold 哈罗德|Harriet 哈丽雅特
Harry 哈里 哈利|Heather 希瑟|Helen 海伦|Henry 亨利|Howard 霍华德|Hugh 休|Hugo 雨果|Ian 伊恩|Irene 艾琳 艾琳娜
Isaac 艾萨克|Isabella 伊莎贝拉|Ivan 伊万|Jack 杰克|Jackie 杰基|Jacob 雅各布|Jake 杰克|James 詹姆斯 詹姆士|Jamie 杰米
Jane 简|Janet 珍妮特|Jason 杰森|Jasmine 茉莉|Jay 杰伊|Jeff 杰夫|Jeffrey 杰弗里|Jennifer 珍妮弗|Jenny 珍妮
Jeremy 杰里米|Jerry 杰里 杰瑞|Jesse 杰西|Jessica 杰西卡 洁西卡|Jim 吉姆|Jimmy 吉米|Joan 琼|Joanna 乔安娜|Joe 乔
Joel 乔尔|John 约翰|Johnny 约翰尼|Jonathan 乔纳森|Jordan 乔丹|Jose 何塞|Joseph 约瑟夫|Josh 乔希|Joshua 约书亚
Joyce 乔伊斯|Juan 胡安|Judith 朱迪思|Judy 朱迪|Julia 朱莉娅 茱莉亚|Julian 朱利安|Julie 朱莉|Justin 贾斯汀 贾斯廷
Karen 凯伦 卡伦|Karl 卡尔|Kate 凯特|Katherine 凯瑟琳|Kathy 凯西|Katie 凯蒂|Keith 基思|Kelly 凯莉|Ken 肯
Kenneth 肯尼斯|Kevin 凯文|Kim 金|Kyle 凯尔|Larry 拉里|Laura 劳拉 萝拉|Lauren 劳伦|Lawrence 劳伦斯|Leo 利奥 里奥
Leon 莱昂|Leonard 伦纳德|Lewis 刘易斯|Liam 利亚姆|Lily 莉莉|Linda 琳达|Lisa 丽莎|Logan 洛根|Louis 路易斯 路易
Louise 路易丝|Lucas 卢卡斯|Lucy 露西|Luke 卢克 路克|Maggie 玛吉|Marcus 马库斯|Margaret 玛格丽特|Maria 玛丽亚
Marie 玛丽|Mark 马克|Martha 玛莎|Martin 马丁|Mary 玛丽|Matt 马特|Matthew 马修|Max 马克斯|Megan 梅根|Melissa 梅丽莎
Michael 迈克尔 麦可|Michelle 米歇尔 蜜雪儿|Mike 迈克 麦克|Molly 莫莉|Monica 莫妮卡|Nancy 南希|Natalie 娜塔莉
Nathan 内森|Neil 尼尔|Nicholas 尼古拉斯|Nick 尼克|Nicole 妮可|Nina 尼娜|Noah 诺亚|Nora 诺拉|Norman 诺曼|Oliver 奥利弗
Olivia 奥利维亚|Oscar 奥斯卡|Owen 欧文|Pamela 帕梅拉|Patricia 帕特里夏|Patrick 帕特里克 派崔克|Paul 保罗 保尔
Paula 葆拉 宝拉|Pedro 佩德罗|Peter 彼得|Philip 菲利普|Phil 菲尔|Rachel 蕾切尔 瑞秋|Ralph 拉尔夫|Ray 雷
Raymond 雷蒙德|Rebecca 丽贝卡 瑞贝卡|Richard 理查德 理查|Rick 里克|Robert 罗伯特|Robin 罗宾|Rodney 罗德尼|Roger 罗杰
Roland 罗兰|Ronald 罗纳德|Rose 罗丝 萝丝|Roy 罗伊|Russell 拉塞尔 罗素|Ruth 露丝|Ryan 瑞安 莱恩|Sally 萨莉|Sam 山姆 萨姆
Samantha 萨曼莎|Samuel 塞缪尔|Sandra 桑德拉|Sara 萨拉 莎拉|Sarah 萨拉 莎拉|Scott 斯科特|Sean 肖恩 西恩|Sergei 谢尔盖
Shirley 雪莉|Simon 西蒙|Sophia 索菲亚 苏菲亚|Sophie 索菲 苏菲|Stanley 斯坦利|Stella 斯特拉|Stephanie 斯蒂芬妮
Stephen 斯蒂芬 史蒂芬|Steve 史蒂夫|Steven 史蒂文|Stuart 斯图尔特|Sue 苏|Susan 苏珊|Sylvia 西尔维娅|Tara 塔拉
Ted 泰德|Teresa 特蕾莎|Terry 特里|Theodore 西奥多|Thomas 托马斯 汤玛斯|Tim 蒂姆 提姆|Timothy 蒂莫西|Tina 蒂娜
Todd 托德|Tom 汤姆|Tommy 汤米|Tony 托尼 东尼|Tracy 特蕾西|Tyler 泰勒|Vanessa 瓦妮莎|Vera 薇拉|Veronica 维罗妮卡
Victor 维克托 维克多|Victoria 维多利亚|Vincent 文森特|Violet 维奥莱特|Virginia 弗吉尼亚|Vivian 薇薇安|Vladimir 弗拉基米尔
Walter 沃尔特|Warren 沃伦|Wayne 韦恩|Wendy 温迪|Will 威尔|William 威廉|Zach 扎克|Zoe 佐伊
"""
_MIN_LENGTH = 2  # characters; one alone, such as 简, is more often a word


@lru_cache(maxsize=1)
def _in_chinese() -> dict[str, tuple[str, ...]]:
    entries = (entry.split() for line in _TABLE.split("\n") for entry in line.split("|") if entry)
    return {
        fold(name): tuple(spelling for spelling in spellings if len(spelling) >= _MIN_LENGTH)
        for name, *spellings in entries
    }


def in_chinese(first_name: str) -> tuple[str, ...]:
    """How an English first name is written in Simplified characters; empty if it is not known.

    >>> in_chinese("Paul")
    ('保罗', '保尔')
    """
    return _in_chinese().get(fold(first_name), ())


def first_part(name: str) -> str:
    """The first name of one in characters, Simplified: 保罗 of 保羅·克魯曼."""
    return to_simplified(name).replace("•", "·").replace("・", "·").split("·")[0]
